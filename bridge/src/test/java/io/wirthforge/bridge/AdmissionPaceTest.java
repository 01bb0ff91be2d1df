package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdmissionPaceTest {

  private static final long START = -5_000_000_000L;
  private static final long QUICK = 100_000L;
  private static final long SLOW = 3_000_000L;

  private final AdmissionPace pace = new AdmissionPace(START);

  @Test
  void someComeAtOnceAndEachFurtherOneWaits() {
    for (int i = 0; i < AdmissionPace.CREDIT; i++) {
      assertThat(pace.admitted(START - QUICK, START)).isZero();
    }

    assertThat(pace.admitted(START - QUICK, START)).isEqualTo(AdmissionPace.REST_NANOS);
  }

  @Test
  void aLoopIsLeftTwiceTheTimeThatEachTook() {
    long now = START;
    long busy = 0;
    for (int i = 0; i < 100; i++) {
      busy += SLOW;
      now += SLOW;
      now += pace.admitted(now - SLOW, now);
    }

    assertThat((double) busy / (now - START)).isCloseTo(1 / 3.0, within(0.02));
  }

  @Test
  void whoWasGivenWithOthersPaysOnlyForWhatTheyLeft() {
    long rest = 0;
    for (int i = 1; i <= 16; i++) {
      rest = pace.admitted(START, START + i * SLOW);
    }

    assertThat(rest).isEqualTo(16 * 2 * SLOW - AdmissionPace.CREDIT * AdmissionPace.REST_NANOS);
  }

  @Test
  void noRestIsLongerThanATickHoweverSlowTheLoop() {
    long hour = 3_600_000_000_000L;
    long rest = pace.admitted(START, START + hour);

    assertThat(rest).isBetween(1L, 1_000_000_000L / FrameClock.FRAME_RATE);
  }

  @Test
  void quietTimesEarnNoMoreThanTheCredit() {
    long later = START + 3_600_000_000_000L;
    for (int i = 0; i < AdmissionPace.CREDIT; i++) {
      pace.admitted(later, later);
    }

    assertThat(pace.admitted(later, later)).isPositive();
  }
}
