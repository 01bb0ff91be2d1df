package io.wirthforge.verticles.model.engine;

/**
 * The float functions of the model, the same to the last bit on every JVM: {@link StrictMath},
 * because {@link Math} may be an intrinsic with another last bit, and sums in a fixed order.
 */
final class Numeric {

  private static final float NORM_EPSILON = 1e-5f;

  private Numeric() {}

  /**
   * Divides a vector by its root mean square and multiplies it by weights.
   *
   * @param x float[weights.length]
   * @param out float[weights.length]; may be x
   */
  static void rmsNorm(float[] x, float[] weights, float[] out) {
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += x[i] * x[i];
    }
    float factor = (float) (1 / StrictMath.sqrt(sum / weights.length + NORM_EPSILON));
    for (int i = 0; i < weights.length; i++) {
      out[i] = weights[i] * (x[i] * factor);
    }
  }

  /** Turns the first values of a vector into probabilities, in place. */
  static void softmax(float[] x, int length) {
    float max = max(x, length);
    float sum = 0;
    for (int i = 0; i < length; i++) {
      x[i] = (float) StrictMath.exp(x[i] - max);
      sum += x[i];
    }
    float factor = 1 / sum;
    for (int i = 0; i < length; i++) {
      x[i] *= factor;
    }
  }

  /** SwiGLU: {@code gate[i] = gate[i] * sigmoid(gate[i]) * up[i]}. */
  static void swiGlu(float[] gate, float[] up, int length) {
    for (int i = 0; i < length; i++) {
      float g = gate[i];
      gate[i] = (float) (g / (1 + StrictMath.exp(-g))) * up[i];
    }
  }

  /** The largest of the first values; NaN if one of them is. */
  static float max(float[] x, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  /**
   * The logarithm of the sum of the exponentials, by which logits become log-probabilities: {@code
   * logprob = logit - logSumExp}. NaN or infinite if a logit is.
   */
  static double logSumExp(float[] logits) {
    float max = max(logits, logits.length);
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - max);
    }
    return StrictMath.log(sum) + max;
  }
}
