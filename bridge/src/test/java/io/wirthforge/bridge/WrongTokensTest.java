package io.wirthforge.bridge;

import static io.wirthforge.bridge.WrongTokens.Answer.AT_ONCE;
import static io.wirthforge.bridge.WrongTokens.Answer.LATE;
import static io.wirthforge.bridge.WrongTokens.Answer.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The pace of guesses, by a clock of its own. */
class WrongTokensTest {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long BEGIN = Long.MAX_VALUE - SECOND_NANOS; // Overflows on the way.

  private final WrongTokens wrong = new WrongTokens(BEGIN);

  @Test
  void tenInAMinuteAreAnsweredAtOnceAndTheNextLate() {
    answerTenAtOnce(BEGIN);

    assertThat(wrong.next(BEGIN + 59 * SECOND_NANOS)).isEqualTo(LATE);
  }

  @Test
  void theNextMinuteBeginsAnew() {
    answerTenAtOnce(BEGIN);
    wrong.next(BEGIN);

    answerTenAtOnce(BEGIN + 60 * SECOND_NANOS);
    assertThat(wrong.next(BEGIN + 60 * SECOND_NANOS)).isEqualTo(LATE);
  }

  @Test
  void sixteenMayWaitAndTheNextGetsNoAnswer() {
    answerTenAtOnce(BEGIN);
    for (int i = 0; i < WrongTokens.MAX_WAITING; i++) {
      assertThat(wrong.next(BEGIN)).isEqualTo(LATE);
    }
    assertThat(wrong.next(BEGIN)).isEqualTo(NONE);
    wrong.answered();

    assertThat(wrong.next(BEGIN)).isEqualTo(LATE);
    assertThat(wrong.next(BEGIN)).isEqualTo(NONE);
  }

  private void answerTenAtOnce(long nowNanos) {
    for (int i = 0; i < WrongTokens.MAX_PER_MINUTE; i++) {
      assertThat(wrong.next(nowNanos + i)).isEqualTo(AT_ONCE);
    }
  }
}
