package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerformanceReportTest {

  private final AppMetrics metrics = AppMetrics.create(true);
  private final MeterRegistry registry = metrics.registry();
  private final PerformanceReport report = new PerformanceReport(registry);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsAreThoseSinceTheLineBefore() {
    registry.counter("wirthforge.frames.sent").increment(60);
    assertThat(report.next().json().getDouble("framesSent")).isEqualTo(60);
    registry.counter("wirthforge.frames.sent").increment(5);
    assertThat(report.next().json().getDouble("framesSent")).isEqualTo(5);
  }

  @Test
  void allIsWellWhileNothingIsSlow() {
    registry.timer("wirthforge.tick.lateness").record(Duration.ofMillis(4));
    PerformanceReport.Line line = report.next();
    assertThat(line.isWarning()).isFalse();
    assertThat(line.json().getDouble("tickLateMaxMs")).isEqualTo(4);
    assertThat(line.json().getJsonArray("warnings")).isEmpty();
  }

  @Test
  void lateTicksSlowWritesAndOverrunsAreWarnedOf() {
    registry.timer("wirthforge.tick.lateness").record(Duration.ofMillis(6));
    registry.timer("wirthforge.write.duration").record(Duration.ofMillis(7));
    metrics.frameWork(17_000_000);
    PerformanceReport.Line line = report.next();
    assertThat(line.isWarning()).isTrue();
    assertThat(line.json().getJsonArray("warnings"))
        .isEqualTo(JsonArray.of("tickLateMaxMs", "writeMaxMs", "workMaxMs"));
  }

  @Test
  void theMedianOfRoundTripsCountsAndNotTheirWorst() {
    Timer roundTrips =
        Timer.builder("wirthforge.client.rtt")
            .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(25))
            .register(registry);
    for (int i = 0; i < 10; i++) {
      roundTrips.record(Duration.ofMillis(1));
    }
    roundTrips.record(Duration.ofMillis(900));
    assertThat(report.next().isWarning()).isFalse();
    for (int i = 0; i < 30; i++) {
      roundTrips.record(Duration.ofMillis(20));
    }
    assertThat(report.next().json().getJsonArray("warnings"))
        .isEqualTo(JsonArray.of("roundTripMedianMs"));
  }

  @Test
  void withMetersSwitchedOffItSaysNothingWrong() {
    try (AppMetrics none = AppMetrics.create(false)) {
      assertThat(new PerformanceReport(none.registry()).next().isWarning()).isFalse();
    }
  }
}
