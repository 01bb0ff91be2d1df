package io.wirthforge.bridge.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** How much a server measures. */
enum Metering {
  /** Nothing. */
  OFF,
  /** What the bridge measures, in memory. */
  BRIDGE,
  /** All that the application measures: the bridge, for Prometheus, and Vert.x itself. */
  ALL;

  MeterRegistry registry() {
    return switch (this) {
      case OFF -> new CompositeMeterRegistry();
      case BRIDGE -> new SimpleMeterRegistry();
      case ALL -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    };
  }

  Vertx vertx(MeterRegistry registry) {
    VertxOptions options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(Integer.getInteger("bench.loops", 4));
    if (this != ALL) {
      return BenchTransport.builder().with(options).build();
    }
    options.setMetricsOptions(
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            .setLabels(EnumSet.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME)));
    return BenchTransport.builder()
        .with(options)
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }
}
