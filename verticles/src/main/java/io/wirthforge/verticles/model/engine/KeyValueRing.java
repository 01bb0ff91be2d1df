package io.wirthforge.verticles.model.engine;

import java.util.Arrays;

/**
 * The attention memory of one session in one layer: keys and values of the last {@code window}
 * positions. The oldest make room for the newest; softmax does not care about their order.
 *
 * <p>Keys are stored as they are attended to: already turned to their position.
 */
final class KeyValueRing {

  private final int headSize;
  private final float[][] keys; // [kvDim][window]
  private final float[][] values; // [window][kvDim]

  KeyValueRing(int headSize, int kvDim, int window) {
    this.headSize = headSize;
    this.keys = new float[kvDim][window];
    this.values = new float[window][kvDim];
  }

  /**
   * Replaces a slot.
   *
   * @param key float[kvDim]
   * @param value float[kvDim]
   */
  void put(int slot, float[] key, float[] value) {
    for (int i = 0; i < keys.length; i++) {
      keys[i][slot] = key[i];
    }
    System.arraycopy(value, 0, values[slot], 0, keys.length);
  }

  /**
   * Attends with one query head.
   *
   * @param query all query heads: float[dim]
   * @param head where this head begins in the query and in the output
   * @param kvHead where its key and value head begins
   * @param filled how many slots hold something
   * @param scores scratch: float[window]
   * @param out all outputs: float[dim]
   */
  void attend(float[] query, int head, int kvHead, int filled, float[] scores, float[] out) {
    float scale = (float) (1 / StrictMath.sqrt(headSize));
    Arrays.fill(scores, 0);
    for (int i = 0; i < headSize; i++) {
      addScaled(keys[kvHead + i], query[head + i] * scale, scores);
    }
    Numeric.softmax(scores, filled);
    for (int i = 0; i < headSize; i++) {
      out[head + i] = 0;
    }
    for (int slot = 0; slot < filled; slot++) {
      float weight = scores[slot];
      float[] value = values[slot];
      for (int i = 0; i < headSize; i++) {
        out[head + i] += weight * value[kvHead + i];
      }
    }
  }

  private static void addScaled(float[] from, float factor, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i] * factor;
    }
  }
}
