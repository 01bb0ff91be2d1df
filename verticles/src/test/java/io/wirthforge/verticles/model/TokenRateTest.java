package io.wirthforge.verticles.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a token is due. */
class TokenRateTest {

  @ParameterizedTest
  @CsvSource({
    "40, 0, 0, 0",
    "40, 1, 0, 25000000",
    "40, 40, 0, 1000000000",
    "40, 1, 5000000, 20000000",
    "40, 1, 25000000, 0",
    "40, 1, 99999999999, 0",
    "3, 1, 0, 333333333",
    "10000, 1, 0, 100000",
  })
  void aTokenIsDueItsShareOfASecondAfterTheStart(
      double perSecond, long token, long passedNanos, long wait) {
    TokenRate rate = new TokenRate(perSecond);
    for (long start : new long[] {0, 12_345, -9_000_000_000L, Long.MAX_VALUE - 5}) {
      assertThat(rate.nanosUntil(token, start, start + passedNanos)).isEqualTo(wait);
    }
  }

  @Test
  void delaysDoNotAddUp() {
    TokenRate rate = new TokenRate(40);
    assertThat(rate.nanosUntil(1_000_000, 0, 0)).isEqualTo(25_000_000_000_000L);
  }

  @Test
  void asFastAsTheMachineCanNeverWaits() {
    assertThat(TokenRate.MAX.nanosUntil(1, 0, 0)).isZero();
    assertThat(TokenRate.MAX.nanosUntil(Long.MAX_VALUE, 5, 5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-12, Double.MIN_VALUE})
  void aPaceSlowerThanAnyClockWaitsAndWaits(double perSecond) {
    long start = 1L << 50;
    assertThat(new TokenRate(perSecond).nanosUntil(1_000, start, start + 1_000_000))
        .isGreaterThan(Long.MAX_VALUE / 2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
  void aPaceThatIsNoneIsRefused(double perSecond) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenRate(perSecond));
  }
}
