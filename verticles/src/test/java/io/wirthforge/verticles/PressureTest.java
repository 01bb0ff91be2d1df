package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sources are slowed down by what lasts, and let go again when it is over. */
class PressureTest {

  private static final long LONG_WORK = 9_000_000;
  private static final long LONG_WAIT = 20_000_000;

  private final Pressure pressure = new Pressure();

  private int note(int ticks, long workNanos, long waitNanos) {
    int changes = 0;
    for (int i = 0; i < ticks; i++) {
      changes += pressure.note(workNanos, waitNanos) ? 1 : 0;
    }
    return changes;
  }

  @Test
  void calmFramesAskForNothing() {
    assertThat(note(10_000, 7_000_000, 10_000_000)).isZero();
    assertThat(pressure.pace()).isEqualTo(1);
  }

  @Test
  void aStrainedFrameNowAndThenAsksForNothing() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(note(1, LONG_WORK, 0)).isZero();
      assertThat(note(5, 0, 0)).isZero();
    }
  }

  @Test
  void strainedFramesHalveThePaceTwiceAndNoFurther() {
    assertThat(note(10, LONG_WORK, 0)).isEqualTo(1);
    assertThat(pressure.pace()).isEqualTo(.5);
    assertThat(note(10, 0, LONG_WAIT)).isEqualTo(1);
    assertThat(pressure.pace()).isEqualTo(Pressure.LEAST_PACE);
    assertThat(note(1_000, LONG_WORK, LONG_WAIT)).isZero();
    assertThat(pressure.pace()).isEqualTo(Pressure.LEAST_PACE);
  }

  @Test
  void aSecondOfCalmDoublesThePaceUntilItIsWhole() {
    note(20, LONG_WORK, 0);
    assertThat(note(59, 0, 0)).isZero();
    assertThat(note(1, 0, 0)).isEqualTo(1);
    assertThat(pressure.pace()).isEqualTo(.5);
    assertThat(note(60, 0, 0)).isEqualTo(1);
    assertThat(pressure.pace()).isEqualTo(1);
    assertThat(note(1_000, 0, 0)).isZero();
  }

  @Test
  void theWorstFiguresAreKeptUntilTheyAreTaken() {
    note(3, 1_500_000, 2_000_000);
    note(1, 12_000_000, 1);
    assertThat(pressure.takeWorstWorkMs()).isEqualTo(12);
    assertThat(pressure.takeWorstWaitMs()).isEqualTo(2);
    assertThat(pressure.takeWorstWorkMs()).isZero();
  }
}
