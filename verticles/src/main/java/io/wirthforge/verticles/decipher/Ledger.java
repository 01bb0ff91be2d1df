package io.wirthforge.verticles.decipher;

import java.math.BigDecimal;

/**
 * A sum of energy whose entries are told rounded, so that what was told adds up to the rounded sum.
 */
final class Ledger {

  private static final int DECIMALS = 3;
  private static final double SCALE = 1000;

  private double units;
  private long toldThousandths;

  void add(double more) {
    units += more;
  }

  /** The sum in energy units, not rounded. */
  double units() {
    return units;
  }

  /** What was not told yet, rounded; now it is told. */
  BigDecimal tellDelta() {
    long rounded = Math.round(units * SCALE);
    long delta = rounded - toldThousandths;
    toldThousandths = rounded;
    return BigDecimal.valueOf(delta, DECIMALS);
  }

  /** All that was told. */
  BigDecimal told() {
    return BigDecimal.valueOf(toldThousandths, DECIMALS);
  }
}
