package io.wirthforge.verticles;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.UUID;

/** Vert.x's own metrics, into our registry. */
final class VertxMeters {

  private VertxMeters() {}

  /** What Vert.x is built with. */
  static VertxMetricsFactory factory(MeterRegistry registry) {
    return new MicrometerMetricsFactory(registry);
  }

  /** Switches them on. */
  static void enable(VertxOptions options) {
    options.setMetricsOptions(
        new MicrometerMetricsOptions()
            .setEnabled(true)
            // One of its own: the name is a key for the whole JVM.
            .setRegistryName("wirthforge-" + UUID.randomUUID())
            // Per message, they would cost five times the message.
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            // Never the method: a client may invent one per request.
            .setLabels(EnumSet.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME)));
  }
}
