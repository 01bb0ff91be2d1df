package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameRateMeterTest {

  private final FrameRateMeter meter = new FrameRateMeter();

  @Test
  void thereIsNoRateBeforeTheSecondFrame() {
    assertThat(meter.hertz()).isZero();
    meter.frame(1000);
    assertThat(meter.hertz()).isZero();
  }

  @Test
  void twoFramesGiveTheRateOfTheirInterval() {
    meter.frame(0);
    meter.frame(20_000_000);

    assertThat(meter.hertz()).isEqualTo(50);
  }

  @Test
  void theClocksOwnTicksMeasureSixty() {
    FrameClock clock = new FrameClock(-5);
    for (long tick = 0; tick < 1000; tick++) {
      meter.frame(clock.deadlineNanos(tick));
    }

    assertThat(meter.hertz()).isEqualTo(60);
  }

  @Test
  void onlyTheLastSixtyIntervalsCount() {
    long now = 0;
    for (int i = 0; i < 100; i++) {
      meter.frame(now += 1_000_000_000);
    }
    for (int i = 0; i < 60; i++) {
      meter.frame(now += 10_000_000);
    }

    assertThat(meter.hertz()).isEqualTo(100);
  }

  @Test
  void framesAtOneMomentHaveNoRate() {
    meter.frame(7);
    meter.frame(7);

    assertThat(meter.hertz()).isZero();
  }
}
