package io.wirthforge.verticles;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.Locale;

/** The application's meters, beside those of the bridge in one registry. */
public final class AppMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  MeterRegistry registry() {
    return registry;
  }

  void prompt(int status) {
    registry.counter("wirthforge.prompts", "status", Integer.toString(status)).increment();
  }

  void ended(TokenEnd.Reason reason) {
    registry
        .counter("wirthforge.texts.ended", "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /** All meters in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }
}
