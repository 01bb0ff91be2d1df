package io.wirthforge.verticles.decipher;

/**
 * The constants of Decipher.
 *
 * @param curve the formulas of energy
 * @param limits of the state machine
 * @param lightningTps the pace above which a field is lightning, in tokens per second
 * @param factors how much heavier than usual models are
 */
public record DecipherOptions(
    EnergyCurve curve, FlowLimits limits, double lightningTps, ModelFactors factors) {

  /** The constants that hold unless others are set. */
  public static final DecipherOptions DEFAULT =
      new DecipherOptions(EnergyCurve.DEFAULT, FlowLimits.DEFAULT, 12, ModelFactors.EQUAL);

  /** The same with other factors. */
  public DecipherOptions with(ModelFactors others) {
    return new DecipherOptions(curve, limits, lightningTps, others);
  }
}
