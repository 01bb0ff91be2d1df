package io.wirthforge.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** Makes meters, each with what it means; timers have buckets, so that percentiles can be asked. */
final class Meters {

  /** For how long a maximum counts. */
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private static final Duration[] BUCKETS =
      LongStream.of(
              100, 250, 500, 1_000, 2_500, 5_000, 10_000, 16_670, 25_000, 50_000, 100_000,
              1_000_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .distributionStatisticExpiry(WINDOW)
        .register(registry);
  }

  DistributionSummary summary(String name, String description, String unit, double... buckets) {
    return DistributionSummary.builder(name)
        .description(description)
        .baseUnit(unit)
        .serviceLevelObjectives(buckets)
        .distributionStatisticExpiry(WINDOW)
        .register(registry);
  }
}
