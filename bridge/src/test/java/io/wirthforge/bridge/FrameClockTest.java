package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FrameClockTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long YEAR = 365L * 24 * 3600;

  @Test
  void theFirstTickIsDueAtOnce() {
    FrameClock clock = new FrameClock(5000);

    assertThat(clock.nanosUntilNext(4000)).isEqualTo(1000);
    assertThat(clock.poll(4999)).isEmpty();
    assertThat(clock.poll(5000)).hasValue(0);
    assertThat(clock.nanosUntilNext(5000)).isEqualTo(16_666_666);
  }

  @Test
  void everySecondHoldsExactlySixtyTicksForAHundredYears() {
    FrameClock clock = new FrameClock(-77);
    for (long second : new long[] {0, 1, 3600, 86_400, YEAR, 6 * YEAR, 100 * YEAR}) {
      assertThat(clock.deadlineNanos(second * 60)).isEqualTo(-77 + second * SECOND);
      assertThat(clock.deadlineNanos(second * 60 + 1))
          .isEqualTo(-77 + second * SECOND + 16_666_666);
      assertThat(clock.deadlineNanos(second * 60 + 59))
          .isEqualTo(-77 + second * SECOND + 983_333_333);
    }
  }

  @Test
  void anHourServedOnTimeMissesNothingAndIsNeverLate() {
    FrameClock clock = new FrameClock(123);
    long now = 123;
    for (long tick = 0; tick < 3600 * 60; tick++) {
      now += clock.nanosUntilNext(now);
      assertThat(clock.poll(now)).hasValue(tick);
      assertThat(clock.latenessNanos()).isZero();
    }
    assertThat(clock.skippedTicks()).isZero();
    assertThat(now).isEqualTo(123 + 3599 * SECOND + 983_333_333);
  }

  @Test
  void aTickIsServedOnce() {
    FrameClock clock = new FrameClock(0);

    assertThat(clock.poll(16_666_666)).hasValue(1);
    assertThat(clock.poll(16_666_666)).isEmpty();
    assertThat(clock.poll(33_333_332)).isEmpty();
    assertThat(clock.poll(33_333_333)).hasValue(2);
  }

  @Test
  void aStallYieldsOneTickAndCountsTheRest() {
    FrameClock clock = new FrameClock(0);
    clock.poll(0);

    assertThat(clock.poll(SECOND / 2)).hasValue(30);
    assertThat(clock.skippedTicks()).isEqualTo(29);
    assertThat(clock.latenessNanos()).isEqualTo(SECOND / 2 - 16_666_666);
    assertThat(clock.poll(SECOND / 2 + 1)).isEmpty();
    assertThat(clock.nanosUntilNext(SECOND / 2 + 1)).isEqualTo(16_666_665);
  }

  @Test
  void timeThatGoesBackServesNothing() {
    FrameClock clock = new FrameClock(0);
    clock.poll(SECOND);

    assertThat(clock.poll(SECOND - 1)).isEmpty();
    assertThat(clock.poll(-SECOND)).isEmpty();
    assertThat(clock.skippedTicks()).isEqualTo(60);
    assertThat(clock.poll(SECOND + 16_666_666)).hasValue(61);
  }

  @Property
  void deadlinesAreTheExactFractionRoundedDown(@ForAll @LongRange(min = 0) long ticks) {
    long tick = ticks % (250 * YEAR * 60);
    BigInteger exact =
        BigInteger.valueOf(tick)
            .multiply(BigInteger.valueOf(SECOND))
            .divide(BigInteger.valueOf(60));

    assertThat(new FrameClock(0).deadlineNanos(tick)).isEqualTo(exact.longValueExact());
  }

  @Property
  void aTickIsServedFromItsDeadlineOnAndNotBefore(
      @ForAll @LongRange(min = 0, max = 100 * YEAR * 60) long tick) {
    long deadline = new FrameClock(0).deadlineNanos(tick);

    assertThat(new FrameClock(0).poll(deadline)).hasValue(tick);
    assertThat(new FrameClock(0).poll(deadline - 1))
        .isEqualTo(tick == 0 ? OptionalLong.empty() : OptionalLong.of(tick - 1));
  }

  @Property
  void ticksRiseAndServedAndSkippedAddUpToTheNewest(@ForAll("pollTimes") List<Long> steps) {
    FrameClock clock = new FrameClock(0);
    long now = 0;
    long served = 0;
    long newest = -1;
    for (long step : steps) {
      now += step;
      OptionalLong tick = clock.poll(now);
      if (tick.isPresent()) {
        assertThat(tick.getAsLong()).isGreaterThan(newest);
        newest = tick.getAsLong();
        served++;
      }
      assertThat(served + clock.skippedTicks()).isEqualTo(newest + 1);
      assertThat(clock.deadlineNanos(newest + 1)).isGreaterThan(now);
    }
  }

  @Provide
  Arbitrary<List<Long>> pollTimes() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 40_000_000),
            Arbitraries.longs().between(-50_000_000, 10 * SECOND),
            Arbitraries.of(16_666_666L, 16_666_667L, 1L, 0L))
        .list()
        .ofMaxSize(200);
  }
}
