package io.wirthforge.verticles;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.model.TokenEnd;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The application's meters, beside those of the bridge and of Vert.x in one registry. */
public final class AppMetrics implements AutoCloseable {

  /** Models beyond these share one label. */
  static final int MAX_MODELS = 32;

  private static final Duration[] WORK_BUCKETS = {
    Duration.ofNanos(100_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofNanos(16_670_000),
    Duration.ofMillis(50)
  };

  private record Spent(Counter energy, Counter tokens) {}

  private final @Nullable PrometheusMeterRegistry exported;
  private final MeterRegistry registry;
  private final @Nullable ProcessMeters process;
  private final Timer frameWork;
  private final Map<String, Spent> byModel = new HashMap<>();

  private AppMetrics(@Nullable PrometheusMeterRegistry exported) {
    this.exported = exported;
    // Without a registry behind it, a composite measures nothing.
    this.registry = exported == null ? new CompositeMeterRegistry() : exported;
    this.process = exported == null ? null : ProcessMeters.bindTo(exported);
    this.frameWork =
        Timer.builder("wirthforge.decipher.work")
            .description("Computing the energy of a frame, uncut")
            .serviceLevelObjectives(WORK_BUCKETS)
            .distributionStatisticExpiry(Duration.ofSeconds(30))
            .register(registry);
    // There from the start, so that none left out reads as 0.
    for (TickBudget.OptionalWork work : TickBudget.OptionalWork.values()) {
      skippedCounter(work);
    }
  }

  /** Meters that are exported, or, switched off, none. */
  static AppMetrics create(boolean enabled) {
    return new AppMetrics(enabled ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : null);
  }

  /** Whether anything is measured. */
  public boolean isEnabled() {
    return exported != null;
  }

  /** Where all meters are. */
  public MeterRegistry registry() {
    return registry;
  }

  void prompt(int status) {
    count("wirthforge.prompts", "Prompts by HTTP status", "status", Integer.toString(status));
  }

  void ended(TokenEnd.Reason reason) {
    count("wirthforge.texts.ended", "Texts that ended, by reason", "reason", lower(reason));
  }

  /** Optional work was left out, as its tick ran long. */
  void skipped(TickBudget.OptionalWork work) {
    skippedCounter(work).increment();
  }

  private Counter skippedCounter(TickBudget.OptionalWork work) {
    return counter("wirthforge.work.skipped", "Work left out of a long tick", "work", lower(work));
  }

  /** How long the energy of a frame took to compute. */
  void frameWork(long nanos) {
    frameWork.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** What the models spent in a frame; from one thread. */
  void spent(List<Event> events) {
    for (Event event : events) {
      if (event instanceof EnergyUpdate update && update.payload().tokensGenerated() > 0) {
        EnergyUpdate.Payload payload = update.payload();
        Spent spent = byModel.get(payload.modelId());
        if (spent == null) {
          spent = meterOf(payload.modelId());
        }
        spent.energy.increment(Math.max(0, payload.deltaEnergy().doubleValue()));
        spent.tokens.increment(payload.tokensGenerated());
      }
    }
  }

  private Spent meterOf(String modelId) {
    String label = byModel.size() < MAX_MODELS ? modelId : "other";
    Spent spent =
        new Spent(
            counter("wirthforge.energy", "Energy units spent, by model", "model", label),
            counter("wirthforge.tokens", "Tokens made, by model", "model", label));
    if (byModel.size() <= MAX_MODELS) {
      byModel.put("other".equals(label) ? "other" : modelId, spent);
    }
    return spent;
  }

  private void count(String name, String description, String label, String value) {
    counter(name, description, label, value).increment();
  }

  private Counter counter(String name, String description, String label, String value) {
    return Counter.builder(name).description(description).tag(label, value).register(registry);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** All meters in the text format of Prometheus; empty where they are switched off. */
  public String scrape() {
    return exported == null ? "" : exported.scrape();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    registry.close();
  }
}
