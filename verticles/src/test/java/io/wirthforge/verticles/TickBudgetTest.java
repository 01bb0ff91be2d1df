package io.wirthforge.verticles;

import static io.wirthforge.verticles.TickBudget.OptionalWork.FIELD_DETAIL;
import static io.wirthforge.verticles.TickBudget.OptionalWork.PATTERNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.bridge.FrameTick;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns go first, then the points of fields. */
class TickBudgetTest {

  @ParameterizedTest
  @CsvSource({
    "4, 0, true, true",
    "4, 1000000, true, true",
    "4, 1000001, false, true",
    "4, 2000000, false, true",
    "4, 2000001, false, false",
    "16, 4000000, true, true",
    "0, 250000, true, true",
    "0, 500001, false, false",
  })
  void whatIsGoneOfTheWindowDecides(
      int windowMs, long goneNanos, boolean patterns, boolean detail) {
    TickBudget budget = new TickBudget(windowMs);
    for (long start : new long[] {0, -5_000_000_000L, Long.MAX_VALUE - 10}) {
      FrameTick tick = new FrameTick(1, 0, start);
      assertThat(budget.allows(PATTERNS, tick, start + goneNanos)).isEqualTo(patterns);
      assertThat(budget.allows(FIELD_DETAIL, tick, start + goneNanos)).isEqualTo(detail);
    }
  }
}
