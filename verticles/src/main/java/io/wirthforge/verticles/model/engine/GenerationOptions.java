package io.wirthforge.verticles.model.engine;

import java.util.List;

/**
 * The parameters of one generation.
 *
 * @param temperature divides the logits before sampling; 0 always takes the most probable token
 * @param topP samples among the most probable tokens that together reach this probability; above 0,
 *     at most 1
 * @param maxTokens how many tokens to sample at most, at least 1
 * @param stop strings that end the generation and are not part of it; at most 16, of 1 to 256
 *     characters
 * @param seed the start of the random numbers
 */
public record GenerationOptions(
    double temperature, double topP, int maxTokens, List<String> stop, long seed) {

  private static final int MAX_STOPS = 16;
  private static final int MAX_STOP_LENGTH = 256;

  /**
   * Options, checked.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public GenerationOptions {
    stop = List.copyOf(stop);
    check(temperature >= 0 && Double.isFinite(temperature), "temperature", temperature);
    check(topP > 0 && topP <= 1, "topP", topP);
    check(maxTokens >= 1, "maxTokens", maxTokens);
    check(stop.size() <= MAX_STOPS, "number of stop strings", stop.size());
    for (String each : stop) {
      check(
          !each.isEmpty() && each.length() <= MAX_STOP_LENGTH,
          "length of a stop string",
          each.length());
    }
  }

  /** Temperature 0.8, nucleus 0.95, 256 tokens, no stop strings, seed 0. */
  public static GenerationOptions defaults() {
    return new GenerationOptions(0.8, 0.95, 256, List.of(), 0);
  }

  private static void check(boolean holds, String name, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
