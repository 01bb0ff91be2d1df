package io.wirthforge.bridge.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What measuring costs: the same server with all meters and with none, by turns, so that a machine
 * that grows warm or busy wrongs neither.
 */
public final class MetricsBenchmark {

  private static final int CLIENTS = Integer.getInteger("bench.clients", 500);
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 5);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
  private static final Metering[] TURNS = {
    Metering.OFF,
    Metering.ALL,
    Metering.ALL,
    Metering.OFF,
    Metering.OFF,
    Metering.ALL,
    Metering.ALL,
    Metering.OFF
  };

  private MetricsBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Report.header(
        "metrics on and off by turns, "
            + CLIENTS
            + " clients in frames mode, 60 Hz, "
            + SECONDS
            + " s each; CPU per client and frame");
    Map<Metering, Double> sums = new EnumMap<>(Metering.class);
    Report.line(
        "%-8s %13s %12s %9s %9s", "metrics", "CPU µs/frame", "% of a core", "p50 µs", "p99 µs");
    for (Metering turn : TURNS) {
      sums.merge(turn, measure(turn), Double::sum);
    }
    double off = sums.get(Metering.OFF);
    double on = sums.get(Metering.ALL);
    Report.line("all meters cost %+.1f %% of the processor time", (on - off) / off * 100);
  }

  private static double measure(Metering metering) throws Exception {
    ServerProcess server = ServerProcess.start(Rival.FRAMES, metering);
    LoadClient load = new LoadClient(Rival.FRAMES, server.port(), CLIENTS);
    try (server;
        load) {
      long from = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
      load.read(Long.MAX_VALUE, from);
      long cpuBefore = server.cpuNanos();
      Histogram delays = load.read(from, from + TimeUnit.SECONDS.toNanos(SECONDS));
      double cpuNanos = server.cpuNanos() - cpuBefore;
      double perFrame = cpuNanos / 1e3 / Math.max(1, delays.getTotalCount());
      Report.line(
          "%-8s %13.2f %12.1f %9.0f %9.0f",
          metering,
          perFrame,
          cpuNanos / 1e7 / SECONDS,
          delays.getValueAtPercentile(50) / 1e3,
          delays.getValueAtPercentile(99) / 1e3);
      return perFrame;
    }
  }
}
