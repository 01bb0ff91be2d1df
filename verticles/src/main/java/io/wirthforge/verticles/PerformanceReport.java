package io.wirthforge.verticles;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * How the stream performs, as one line of JSON from time to time, with warnings where it is slow.
 */
final class PerformanceReport {

  /**
   * A line.
   *
   * @param isWarning whether a figure is over its limit
   */
  record Line(JsonObject json, boolean isWarning) {}

  private static final double MAX_LATE_MS = 5;
  private static final double MAX_WRITE_MS = 5;
  private static final double MAX_WORK_MS = 16.67;
  private static final double MAX_MEDIAN_MS = 10;
  private static final double NANOS_PER_MS = 1e6;

  private final MeterRegistry registry;
  private double sentBefore;
  private double skippedBefore;

  PerformanceReport(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The figures now; counts are those since the line before. */
  Line next() {
    double sent = counted("wirthforge.frames.sent");
    double skipped = counted("wirthforge.frames.skipped");
    JsonObject json =
        new JsonObject()
            .put("frameRateHz", gauge("wirthforge.frame.rate"))
            .put("clients", gauge("wirthforge.connections.active"))
            .put("pendingBytes", gauge("wirthforge.pending.bytes"))
            .put("framesSent", sent - sentBefore)
            .put("ticksSkipped", skipped - skippedBefore);
    sentBefore = sent;
    skippedBefore = skipped;
    JsonArray warnings = new JsonArray();
    watch(json, warnings, "tickLateMaxMs", maxMs("wirthforge.tick.lateness"), MAX_LATE_MS);
    watch(json, warnings, "writeMaxMs", maxMs("wirthforge.write.duration"), MAX_WRITE_MS);
    watch(json, warnings, "workMaxMs", maxMs("wirthforge.decipher.work"), MAX_WORK_MS);
    watch(json, warnings, "roundTripMedianMs", medianMs("wirthforge.client.rtt"), MAX_MEDIAN_MS);
    json.put("warnings", warnings);
    return new Line(json, !warnings.isEmpty());
  }

  private static void watch(
      JsonObject json, JsonArray warnings, String name, double valueMs, double limitMs) {
    json.put(name, Math.rint(valueMs * 1000) / 1000);
    if (valueMs > limitMs) {
      warnings.add(name);
    }
  }

  private double counted(String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private double gauge(String name) {
    Gauge gauge = registry.find(name).gauge();
    return gauge == null || Double.isNaN(gauge.value()) ? 0 : gauge.value();
  }

  private double maxMs(String name) {
    Timer timer = registry.find(name).timer();
    return timer == null ? 0 : timer.max(TimeUnit.MILLISECONDS);
  }

  private double medianMs(String name) {
    Timer timer = registry.find(name).timer();
    HistogramSnapshot snapshot =
        timer == null ? HistogramSnapshot.empty(0, 0, 0) : timer.takeSnapshot();
    return snapshot.count() == 0
        ? 0
        : Percentiles.of(snapshot.histogramCounts(), snapshot.count(), 0.5) / NANOS_PER_MS;
  }
}
