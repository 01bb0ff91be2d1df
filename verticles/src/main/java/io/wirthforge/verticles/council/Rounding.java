package io.wirthforge.verticles.council;

/** How figures are written on the wire. */
final class Rounding {

  private static final double SCALE = 1e4;

  private Rounding() {}

  /** Four decimals. */
  static double decimals(double value) {
    return Math.rint(value * SCALE) / SCALE;
  }
}
