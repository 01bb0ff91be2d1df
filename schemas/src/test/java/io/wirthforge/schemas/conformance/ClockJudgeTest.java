package io.wirthforge.schemas.conformance;

import static io.wirthforge.schemas.conformance.Told.START_MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A clock is judged by the server's own times: a busy machine is no wrong server. */
class ClockJudgeTest {

  private static Told at(double hertz, int ticks) {
    Told told = Told.inEvents();
    for (int n = 0; n < ticks; n++) {
      told.tick(n, START_MS + Math.round(n * 1000 / hertz));
    }
    return told;
  }

  @Test
  void sixtyHertzPassAndFiftyOrSeventyDoNot() {
    assertThat(ClockJudge.cadence(at(60, 300).transcript()).outcome()).isEqualTo(Outcome.PASS);
    assertThat(ClockJudge.cadence(at(58, 300).transcript()).outcome()).isEqualTo(Outcome.PASS);
    assertThat(ClockJudge.cadence(at(50, 300).transcript()).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(ClockJudge.cadence(at(70, 300).transcript()).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void ticksThatAreLateOrMissingAreNoWrongRate() {
    Told told = Told.inEvents();
    for (int n = 0; n < 300; n++) {
      boolean stalled = n > 100 && n < 160;
      long lateMs = n % 7 == 0 ? 90 : 0;
      if (!stalled && n % 5 != 0) {
        told.tick(n, START_MS + n * 1000L / 60 + lateMs);
      }
    }
    assertThat(ClockJudge.cadence(told.transcript()).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aFewTicksAreNoRate() {
    assertThat(ClockJudge.cadence(at(50, 20).transcript()).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void heartbeatsMayBeMergedButNotSlow() {
    Told merged = Told.inEvents().beat(1, START_MS).beat(2, START_MS + 1000);
    assertThat(ClockJudge.heartbeat(merged.beat(5, START_MS + 4000).transcript()).outcome())
        .isEqualTo(Outcome.PASS);
    Told late = Told.inEvents().beat(1, START_MS + 540).beat(2, START_MS + 1000);
    assertThat(ClockJudge.heartbeat(late.transcript()).outcome()).isEqualTo(Outcome.PASS);
    Told slow = Told.inEvents();
    Told fast = Told.inEvents();
    for (int n = 1; n <= 5; n++) {
      slow.beat(n, START_MS + n * 2000);
      fast.beat(n, START_MS + n * 100);
    }
    assertThat(ClockJudge.heartbeat(fast.transcript()).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(ClockJudge.heartbeat(slow.transcript()).outcome()).isEqualTo(Outcome.FAIL);
    Told twice = Told.inEvents().beat(1, START_MS).beat(1, START_MS + 1000);
    assertThat(ClockJudge.heartbeat(twice.transcript()).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void noHeartbeatIsOneThatFailsOnlyAfterSeconds() {
    assertThat(ClockJudge.heartbeat(at(60, 60).transcript()).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(ClockJudge.heartbeat(at(60, 300).transcript()).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void secondsAreNoMilliseconds() {
    Told seconds = Told.inEvents().tick(1, START_MS / 1000);
    assertThat(ClockJudge.sane(seconds.transcript()).outcome()).isEqualTo(Outcome.FAIL);
    Told back = Told.inEvents().tick(1, START_MS).tick(2, START_MS - 20);
    assertThat(ClockJudge.sane(back.transcript()).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(ClockJudge.sane(at(60, 10).transcript()).outcome()).isEqualTo(Outcome.PASS);
  }
}
