package io.wirthforge.verticles.decipher;

/** A kind of machine, and what counts as fast on it. */
public enum Profile {
  /** An ordinary machine. */
  STANDARD(EnergyCurve.DEFAULT),
  /** A weak machine with one small model. */
  LITE(new EnergyCurve(10, 500, 0.30)),
  /** A machine that runs two models. */
  DUAL(new EnergyCurve(14, 400, 0.35)),
  /** A strong machine that answers at once. */
  STUDIO(new EnergyCurve(20, 350, 0.40));

  private final EnergyCurve curve;

  Profile(EnergyCurve curve) {
    this.curve = curve;
  }

  /** What counts as fast. */
  public EnergyCurve curve() {
    return curve;
  }
}
