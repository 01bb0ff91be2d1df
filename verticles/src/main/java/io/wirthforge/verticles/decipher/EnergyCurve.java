package io.wirthforge.verticles.decipher;

import java.util.List;

/**
 * The formulas of energy: from pace and certainty of tokens to E(t) in 0…1, and to energy units.
 *
 * @param tpsMax the pace that counts as full speed, in tokens per second
 * @param stallMs the gap between tokens that counts as a stall, in milliseconds
 * @param alpha the weight of the newest token in E(t), 0…1
 * @param decayPerFrame what is left of E(t) after a frame without tokens, 0…1
 * @param unitsPerToken the energy of a token of an ordinary model that stands still
 */
public record EnergyCurve(
    double tpsMax, double stallMs, double alpha, double decayPerFrame, double unitsPerToken) {

  /** What is left of E(t) after a frame without tokens: half of it after 700 ms. */
  public static final double DECAY_PER_FRAME = 0.983632;

  /** The energy of a token of an ordinary model that stands still. */
  public static final double UNITS_PER_TOKEN = 0.01;

  /** The curve of an ordinary machine. */
  public static final EnergyCurve DEFAULT = new EnergyCurve(20, 400, 0.35);

  private static final double FADE_MS = 1100;

  /** A curve with the usual decay and the usual price of a token. */
  public EnergyCurve(double tpsMax, double stallMs, double alpha) {
    this(tpsMax, stallMs, alpha, DECAY_PER_FRAME, UNITS_PER_TOKEN);
  }

  /**
   * E(t) after a token whose certainty is unknown.
   *
   * @param gapMs since the token before, in milliseconds
   * @param tokensPerSecond over the last second
   * @param before E(t) before the token, 0…1
   */
  public double next(double gapMs, double tokensPerSecond, double before) {
    return blend(0.7 * velocity(tokensPerSecond) + 0.3 * fluency(gapMs), before);
  }

  /**
   * E(t) after a token of known certainty.
   *
   * @param certainty 0…1, from {@link #certainty}
   */
  public double next(double gapMs, double tokensPerSecond, double certainty, double before) {
    double boost = 0.5 * velocity(tokensPerSecond) + 0.3 * certainty + 0.2 * fluency(gapMs);
    return blend(boost, before);
  }

  /** E(t) after frames without a token, once the gap is longer than a stall. */
  public double decayed(double before, long frames) {
    return before * Math.pow(decayPerFrame, Math.max(0, frames));
  }

  /**
   * How sure the model was: 1 less the entropy of the likeliest tokens over its maximum.
   *
   * @param probabilities of the likeliest tokens, as the model gave them; at least two
   * @return 0 for a guess, 1 for no doubt
   */
  public static double certainty(List<Double> probabilities) {
    double entropy = 0;
    for (double p : probabilities) {
      if (p > 0) {
        entropy -= p * Math.log(p);
      }
    }
    return clamp(1 - entropy / Math.log(probabilities.size()));
  }

  /**
   * The energy of a token, in energy units.
   *
   * @param modelFactor how much heavier than usual the model is
   * @param tokensPerSecond over the last second
   */
  public double units(double modelFactor, double tokensPerSecond) {
    return unitsPerToken * modelFactor * (1 + tokensPerSecond / 100);
  }

  private double velocity(double tokensPerSecond) {
    return clamp(tokensPerSecond / tpsMax);
  }

  private double fluency(double gapMs) {
    return 1 - clamp((gapMs - stallMs) / FADE_MS);
  }

  private double blend(double boost, double before) {
    return clamp(alpha * boost + (1 - alpha) * before);
  }

  /** A value as a share; what is no number is none. */
  private static double clamp(double value) {
    return value > 0 ? Math.min(1, value) : 0;
  }
}
