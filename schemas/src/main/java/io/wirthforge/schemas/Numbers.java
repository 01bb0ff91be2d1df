package io.wirthforge.schemas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimal amounts within the range of a double.
 *
 * <p>An amount has one form only, so that equal amounts are equal objects and write the same JSON:
 * no trailing zeros, no exponent for whole numbers. Bounded in size and in digits, a sum of amounts
 * costs little whatever a sender wrote.
 */
final class Numbers {

  /** What the rule {@code finite} demands. */
  static final String FINITE = "a number within a double's range";

  private static final BigDecimal MAX = new BigDecimal(Double.MAX_VALUE);
  private static final int MAX_SCALE = 400;
  private static final int MAX_INTEGER_DIGITS = 309;

  /** Before the point; a double holds any number of so many. */
  private static final int SURE_DIGITS = 300;

  private Numbers() {}

  /** The amount in its one form, or null where no double could hold it. */
  static @Nullable BigDecimal canonical(BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (value.scale() == 0 && value.precision() <= SURE_DIGITS) {
      return value;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    long integerDigits = (long) stripped.precision() - stripped.scale();
    if (stripped.scale() > 0 && stripped.scale() <= MAX_SCALE && integerDigits <= SURE_DIGITS) {
      return stripped;
    }
    if (integerDigits > MAX_INTEGER_DIGITS
        || stripped.scale() > MAX_SCALE
        || stripped.abs().compareTo(MAX) > 0) {
      return null;
    }
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /**
   * The amount in its one form.
   *
   * @throws InvalidEventException where it is missing, or no double could hold it
   */
  static BigDecimal amount(String pointer, @Nullable BigDecimal value) {
    BigDecimal canonical = canonical(Check.present(pointer, value));
    if (canonical == null) {
      throw Check.refusal(pointer, "finite", "number", FINITE);
    }
    return canonical;
  }

  /** The amount in its one form, 0 or more. */
  static BigDecimal notNegative(String pointer, @Nullable BigDecimal value) {
    BigDecimal amount = amount(pointer, value);
    if (amount.signum() < 0) {
      throw Check.refusal(pointer, "minimum", "number", "0");
    }
    return amount;
  }

  /**
   * The exact sum of two amounts, in its one form; at the end of a double's range it stays there.
   */
  static BigDecimal sum(BigDecimal a, BigDecimal b) {
    BigDecimal sum = a.add(b);
    if ((long) sum.precision() - sum.scale() > SURE_DIGITS && sum.abs().compareTo(MAX) > 0) {
      return sum.signum() < 0 ? MAX.negate() : MAX;
    }
    return Objects.requireNonNull(canonical(sum));
  }

  /** The sum of those that are there; null where neither is. */
  static @Nullable BigDecimal sumOfPresent(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : sum(a, b);
  }

  /** The sum of two counts; at 2^53 - 1 it stays there. */
  static long sumOfCounts(long a, long b) {
    return Math.min(a + b, Check.MAX_INTEGER); // two counts can't overflow a long
  }

  /** A limit as people write it: 16.67, 1. */
  static String text(double limit) {
    return limit == Math.rint(limit) && Math.abs(limit) < 1e15
        ? Long.toString((long) limit)
        : Double.toString(limit);
  }
}
