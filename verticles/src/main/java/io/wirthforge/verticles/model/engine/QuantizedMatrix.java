package io.wirthforge.verticles.model.engine;

import java.util.Arrays;

/**
 * The int8 form of a weight matrix: {@code w[row][col] ≈ value[row][col] * scale[row]}. Immutable
 * once its rows are set.
 *
 * <p>Four neighbouring columns share an int, and the ints of all rows lie side by side: in this
 * layout the JIT of a plain JDK 17 turns {@link #accumulate} into vector instructions, which makes
 * it about six times as fast as a loop over {@code byte[]}. Sums are exact integers, so the result
 * is the same whether or not it does.
 */
final class QuantizedMatrix {

  /** The largest value of a weight; -128 is read, never written. */
  private static final int MAX_LEVEL = 127;

  private final int rows;
  private final int cols;
  private final int[][] quads; // [ceil(cols / 4)][rows], the first column in the lowest byte
  private final float[] scales; // [rows]

  /** A matrix of zeros, to be filled by {@code setRow}. */
  QuantizedMatrix(int rows, int cols) {
    this.rows = rows;
    this.cols = cols;
    this.quads = new int[(cols + 3) / 4][rows];
    this.scales = new float[rows];
  }

  int rows() {
    return rows;
  }

  int cols() {
    return cols;
  }

  float scale(int row) {
    return scales[row];
  }

  /** One weight before scaling, -128 to 127. */
  byte value(int row, int col) {
    return (byte) (quads[col >> 2][row] >> 8 * (col & 3));
  }

  /**
   * Sets a row that is quantized already.
   *
   * @param values byte[cols]
   */
  void setRow(int row, byte[] values, float scale) {
    scales[row] = scale;
    for (int q = 0, col = 0; q < quads.length; q++, col += 4) {
      int quad = values[col] & 0xFF;
      for (int i = 1; i < 4 && col + i < cols; i++) {
        quad |= (values[col + i] & 0xFF) << 8 * i;
      }
      quads[q][row] = quad;
    }
  }

  /**
   * Quantizes and sets a row; no weight moves by more than half of the row's scale.
   *
   * @param weights finite float[cols]
   */
  void setRow(int row, float[] weights) {
    float max = 0;
    for (int col = 0; col < cols; col++) {
      max = Math.max(max, Math.abs(weights[col]));
    }
    float scale = max / MAX_LEVEL;
    byte[] values = new byte[cols];
    for (int col = 0; col < cols; col++) {
      double level = scale == 0 ? 0 : Math.rint(weights[col] / (double) scale);
      values[col] = (byte) Math.max(-MAX_LEVEL, Math.min(MAX_LEVEL, level));
    }
    setRow(row, values, scale);
  }

  /**
   * Copies a row as floats.
   *
   * @param out float[at least cols]
   */
  void row(int row, float[] out) {
    float scale = scales[row];
    for (int col = 0; col < cols; col++) {
      out[col] = value(row, col) * scale;
    }
  }

  /**
   * Multiplies the matrix by a vector.
   *
   * @param x activations, as many as the matrix has columns
   * @param sums scratch: int[at least rows]
   * @param out the product: float[at least rows]
   */
  void multiply(QuantizedVector x, int[] sums, float[] out) {
    Arrays.fill(sums, 0, rows, 0);
    int[] v = x.values;
    for (int q = 0, col = 0; q < quads.length; q++, col += 4) {
      accumulate(quads[q], v[col], v[col + 1], v[col + 2], v[col + 3], sums);
    }
    for (int row = 0; row < rows; row++) {
      out[row] = sums[row] * (scales[row] * x.scale);
    }
  }

  /**
   * Adds the products of four columns. The sum must begin with {@code sums[row]} and the body must
   * not grow: written as {@code sums[row] += ...}, or for eight columns, it is not vectorized.
   */
  private static void accumulate(int[] quad, int x0, int x1, int x2, int x3, int[] sums) {
    for (int row = 0; row < quad.length; row++) {
      int w = quad[row];
      sums[row] =
          sums[row]
              + (w << 24 >> 24) * x0
              + (w << 16 >> 24) * x1
              + (w << 8 >> 24) * x2
              + (w >> 24) * x3;
    }
  }
}
