package io.wirthforge.verticles.model.engine;

import java.util.Arrays;

/**
 * The choice of the next token of one generation: temperature, then nucleus, then one random
 * number. The same seed and logits choose the same tokens on every JVM.
 */
final class Sampler {

  private final double temperature;
  private final double topP;
  private final SplitMix64 random;
  private final float[] weights; // [vocab], probabilities times their sum
  private final long[] order; // [vocab], candidates as sortable numbers

  Sampler(double temperature, double topP, long seed, int vocab) {
    this.temperature = temperature;
    this.topP = topP;
    this.random = new SplitMix64(seed);
    this.weights = new float[vocab];
    this.order = new long[vocab];
  }

  /**
   * Chooses a token.
   *
   * @param logits finite float[vocab]
   */
  int sample(float[] logits) {
    if (temperature == 0) {
      return mostProbable(logits);
    }
    double sum = weigh(logits);
    return topP < 1 ? sampleNucleus(sum) : sampleAll(sum);
  }

  /** The highest logit, the lowest id among equals. */
  private static int mostProbable(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }

  /** Sets the weight of each token, 1 for the most probable, and returns their sum. */
  private double weigh(float[] logits) {
    float max = Numeric.max(logits, logits.length);
    double sum = 0;
    for (int id = 0; id < logits.length; id++) {
      weights[id] = (float) StrictMath.exp((logits[id] - max) / temperature);
      sum += weights[id];
    }
    return sum;
  }

  private int sampleAll(double sum) {
    double target = random.nextDouble() * sum;
    int last = 0;
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] > 0) {
        target -= weights[id];
        last = id;
      }
      if (target < 0) {
        break;
      }
    }
    return last;
  }

  private int sampleNucleus(double sum) {
    int candidates = sortCandidates(sum);
    double wanted = topP * sum;
    double nucleus = 0;
    int first = candidates;
    while (first > 0 && nucleus < wanted) {
      nucleus += weights[idAt(--first)];
    }
    double target = random.nextDouble() * nucleus;
    int at = candidates;
    do {
      target -= weights[idAt(--at)];
    } while (target >= 0 && at > first);
    return idAt(at);
  }

  /**
   * Sorts the tokens by weight, the heaviest last, the lowest id last among equals, and returns how
   * many there are. Tokens too light to belong to any nucleus are left out.
   */
  private int sortCandidates(double sum) {
    // All tokens but the heaviest, if they had less than this, would not make up 1 - topP together.
    double lightest = Math.min(1, (1 - topP) * sum / Math.max(1, weights.length - 1));
    int count = 0;
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] >= lightest) {
        // Floats that are not negative sort as their bits do.
        order[count++] = (long) Float.floatToIntBits(weights[id]) << 32 | ~id & 0xFFFFFFFFL;
      }
    }
    Arrays.sort(order, 0, count);
    return count;
  }

  private int idAt(int index) {
    return (int) ~order[index];
  }
}
