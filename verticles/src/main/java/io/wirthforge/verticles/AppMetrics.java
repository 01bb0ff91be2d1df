package io.wirthforge.verticles;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

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

  /** Optional work was left out, as its tick ran long. */
  void skipped(TickBudget.OptionalWork work) {
    registry
        .counter("wirthforge.work.skipped", "work", work.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /** How long the energy of a frame took to compute. */
  void frameWork(long nanos) {
    registry.timer("wirthforge.decipher.work").record(nanos, TimeUnit.NANOSECONDS);
  }

  /** All meters in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }
}
