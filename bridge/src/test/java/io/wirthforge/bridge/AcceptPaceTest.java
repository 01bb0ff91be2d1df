package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptPaceTest {

  private static final long START = -5_000_000_000L;

  private final AcceptPace pace = new AcceptPace(START);

  @Test
  void soManyComeAtOnceAndTheNextCostARestForAll() {
    take(AcceptPace.CREDIT, START);
    assertThat(pace.restNanos(START)).isZero();

    take(1, START);
    assertThat(pace.restNanos(START)).isEqualTo((AcceptPace.CREDIT + 1) * AcceptPace.REST_NANOS);
  }

  @Test
  void thoseThatComeDuringTheRestMakeItLonger() {
    take(100, START);
    take(50, START + AcceptPace.REST_NANOS);

    assertThat(pace.restNanos(START + 149 * AcceptPace.REST_NANOS)).isZero();
    assertThat(pace.restNanos(START + 100 * AcceptPace.REST_NANOS))
        .isEqualTo(50 * AcceptPace.REST_NANOS);
  }

  @Test
  void quietTimesEarnNoMoreThanTheCredit() {
    long later = START + 3_600_000_000_000L;
    take(AcceptPace.CREDIT + 1, later);

    assertThat(pace.restNanos(later)).isPositive();
  }

  private void take(int connections, long nowNanos) {
    for (int i = 0; i < connections; i++) {
      pace.took(nowNanos);
    }
  }
}
