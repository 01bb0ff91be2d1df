package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatsTest {

  private static final long SECOND = 1_000_000_000L;

  private final Heartbeats heartbeats = new Heartbeats(SECOND, 0);

  @Test
  void theFirstIsDueAfterOneInterval() {
    assertThat(heartbeats.nextNanos()).isEqualTo(SECOND);
  }

  @Test
  void theyAreNumberedFromOneAndDoNotDrift() {
    for (int second = 1; second <= 100; second++) {
      long late = second * SECOND + 16_000_000;
      assertThat(heartbeats.nextNanos()).isEqualTo(second * SECOND);
      assertThat(heartbeats.send(late, second)).isEqualTo(second);
    }
  }

  @Test
  void aStallIsFollowedByOneNotByABurst() {
    heartbeats.send(SECOND, 0);
    long afterStall = 40 * SECOND + 5;
    heartbeats.send(afterStall, 0);

    assertThat(heartbeats.nextNanos()).isEqualTo(afterStall + SECOND);
  }

  @Test
  void theAnswerTellsTheRoundTripAndTheFrameBefore() {
    long sequence = heartbeats.send(SECOND, 60);
    heartbeats.send(2 * SECOND, 120);

    assertThat(heartbeats.roundTripNanos(sequence, SECOND + 300)).hasValue(300);
    assertThat(heartbeats.frameBefore(sequence)).hasValue(60);
    assertThat(heartbeats.frameBefore(2)).hasValue(120);
  }

  @Test
  void anAnswerToNoHeartbeatTellsNothing() {
    heartbeats.send(SECOND, 60);

    for (long sequence : new long[] {0, 2, -1, Long.MAX_VALUE}) {
      assertThat(heartbeats.roundTripNanos(sequence, SECOND)).isEmpty();
      assertThat(heartbeats.frameBefore(sequence)).isEmpty();
    }
  }

  @Test
  void onlyTheNewestAreRemembered() {
    for (int second = 1; second <= 1000; second++) {
      heartbeats.send(second * SECOND, second);
    }

    assertThat(heartbeats.frameBefore(1000)).hasValue(1000);
    assertThat(heartbeats.frameBefore(969)).hasValue(969);
    assertThat(heartbeats.frameBefore(968)).isEmpty();
  }
}
