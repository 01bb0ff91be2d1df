package io.wirthforge.verticles.decipher;

import java.util.Map;

/**
 * How much heavier than usual models are, by the beginning of their slug.
 *
 * @param byPrefix from a slug's beginning to a factor; the longest that fits counts
 */
public record ModelFactors(Map<String, Double> byPrefix) {

  /** Every model counts the same. */
  public static final ModelFactors EQUAL = new ModelFactors(Map.of());

  /** Takes a copy. */
  public ModelFactors {
    byPrefix = Map.copyOf(byPrefix);
  }

  double factorOf(String modelId) {
    String best = "";
    double factor = 1;
    for (Map.Entry<String, Double> entry : byPrefix.entrySet()) {
      if (modelId.startsWith(entry.getKey()) && entry.getKey().length() >= best.length()) {
        best = entry.getKey();
        factor = entry.getValue();
      }
    }
    return factor;
  }
}
