package io.wirthforge.verticles.model.engine;

import java.util.Arrays;

/**
 * The integer form of an activation vector: {@code x[i] ≈ values[i] * scale}, with up to 14 bits
 * and a sign per value. A reusable buffer of one session.
 *
 * <p>Fourteen bits lose nothing that can be measured, and leave 31 bits for the exact sum of a
 * whole row of products with int8 weights. Rows too long for that get fewer bits.
 */
final class QuantizedVector {

  private static final int MAX_LEVEL = (1 << 14) - 1;

  /** Quantized activations: int[capacity rounded up to a multiple of 4], zero beyond the length. */
  final int[] values;

  /** What one unit of a value is worth. */
  float scale;

  QuantizedVector(int capacity) {
    values = new int[(capacity + 3) & ~3];
  }

  /**
   * Replaces the content.
   *
   * @param x activations: float[at least length]; one that is not finite makes the scale so, too
   * @param length how many of them count
   */
  void set(float[] x, int length) {
    float max = 0;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, Math.abs(x[i]));
    }
    int level = Math.min(MAX_LEVEL, Integer.MAX_VALUE / 128 / length);
    scale = max / level;
    double inverse = max == 0 ? 0 : level / (double) max;
    for (int i = 0; i < length; i++) {
      values[i] = (int) Math.rint(x[i] * inverse);
    }
    Arrays.fill(values, length, (length + 3) & ~3, 0);
  }
}
