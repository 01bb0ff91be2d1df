package io.wirthforge.verticles.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.Percentiles;
import java.util.Comparator;
import java.util.Locale;

/** All meters as JSON: each with its labels, its figures, and percentiles where it has buckets. */
final class MetersJson {

  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final double NANOS_PER_SECOND = 1e9;

  private MetersJson() {}

  static JsonObject of(MeterRegistry registry) {
    JsonArray meters = new JsonArray();
    registry.getMeters().stream()
        .sorted(Comparator.comparing(meter -> meter.getId().getName() + meter.getId().getTags()))
        .forEach(meter -> meters.add(json(meter)));
    return new JsonObject().put("meters", meters);
  }

  private static JsonObject json(Meter meter) {
    Meter.Id id = meter.getId();
    JsonObject labels = new JsonObject();
    id.getTags().forEach(tag -> labels.put(tag.getKey(), tag.getValue()));
    JsonObject json =
        new JsonObject()
            .put("name", id.getName())
            .put("type", id.getType().name().toLowerCase(Locale.ROOT))
            .put("labels", labels);
    if (id.getBaseUnit() != null || meter instanceof Timer) {
      json.put("unit", meter instanceof Timer ? "seconds" : id.getBaseUnit());
    }
    if (id.getDescription() != null) {
      json.put("description", id.getDescription());
    }
    meter.measure().forEach(each -> put(json, each.getStatistic(), each.getValue()));
    if (meter instanceof HistogramSupport histogram) {
      putPercentiles(json, histogram.takeSnapshot(), meter instanceof Timer);
    }
    return json;
  }

  /** JSON has no word for what is not a number. */
  private static void put(JsonObject json, Statistic statistic, double value) {
    String name =
        switch (statistic) {
          case TOTAL, TOTAL_TIME -> "sum";
          default -> statistic.name().toLowerCase(Locale.ROOT);
        };
    json.put(name, Double.isFinite(value) ? value : null);
  }

  private static void putPercentiles(JsonObject json, HistogramSnapshot snapshot, boolean isTime) {
    var buckets = snapshot.histogramCounts();
    if (buckets.length > 0 && snapshot.count() > 0) {
      double unit = isTime ? NANOS_PER_SECOND : 1;
      json.put("p50", Percentiles.of(buckets, snapshot.count(), MEDIAN) / unit);
      json.put("p99", Percentiles.of(buckets, snapshot.count(), NEARLY_ALL) / unit);
    }
  }
}
