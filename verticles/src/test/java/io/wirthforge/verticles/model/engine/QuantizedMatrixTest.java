package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantizedMatrixTest {

  @Property(tries = 300)
  void noWeightMovesByMoreThanHalfOfTheScaleOfItsRow(
      @ForAll @Size(min = 1, max = 9) List<@FloatRange(min = -50, max = 50) Float> weights) {
    float[] row = new float[weights.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = weights.get(i);
    }
    var matrix = new QuantizedMatrix(1, row.length);
    matrix.setRow(0, row);
    float[] back = new float[row.length];
    matrix.row(0, back);
    for (int i = 0; i < row.length; i++) {
      double bound = matrix.scale(0) * 0.501 + Float.MIN_NORMAL;
      assertThat((double) back[i]).isCloseTo(row[i], within(bound));
    }
  }

  @Test
  void theLargestWeightOfARowIs127TimesItsScale() {
    var matrix = new QuantizedMatrix(1, 3);
    matrix.setRow(0, new float[] {-2.54f, 0, 1.27f});
    assertThat(matrix.value(0, 0)).isEqualTo((byte) -127);
    assertThat(matrix.value(0, 1)).isZero();
    assertThat(matrix.value(0, 2)).isEqualTo((byte) 64);
    assertThat(matrix.scale(0)).isEqualTo(0.02f);
  }

  @Test
  void aRowOfZerosStaysOne() {
    var matrix = new QuantizedMatrix(2, 5);
    matrix.setRow(1, new float[5]);
    float[] row = {1, 1, 1, 1, 1};
    matrix.row(1, row);
    assertThat(row).containsOnly(0f);
  }

  @Property(tries = 200)
  void theProductIsThatOfDoublesButForTheFourteenBitsOfTheActivations(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int cols,
      @ForAll Random random) {
    var matrix = new QuantizedMatrix(rows, cols);
    byte[] values = new byte[cols];
    for (int row = 0; row < rows; row++) {
      random.nextBytes(values);
      matrix.setRow(row, values, random.nextFloat());
    }
    float[] x = new float[cols];
    for (int col = 0; col < cols; col++) {
      x[col] = (float) random.nextGaussian();
    }
    var quantized = new QuantizedVector(cols);
    quantized.set(x, cols);
    float[] product = new float[rows];
    matrix.multiply(quantized, new int[rows], product);
    for (int row = 0; row < rows; row++) {
      double expected = 0;
      double bound = 1e-6;
      for (int col = 0; col < cols; col++) {
        double weight = (double) matrix.value(row, col) * matrix.scale(row);
        expected += weight * x[col];
        bound += Math.abs(weight) * quantized.scale * 0.51 + Math.abs(weight * x[col]) * 1e-6;
      }
      assertThat((double) product[row]).isCloseTo(expected, within(bound));
    }
  }

  @Test
  void theLongestRowOfTheLargestValuesDoesNotOverflow() {
    int cols = 1 << 16;
    var matrix = new QuantizedMatrix(1, cols);
    byte[] values = new byte[cols];
    Arrays.fill(values, (byte) -128);
    matrix.setRow(0, values, 1);
    float[] x = new float[cols];
    Arrays.fill(x, 3);
    var quantized = new QuantizedVector(cols);
    quantized.set(x, cols);
    float[] product = new float[1];
    matrix.multiply(quantized, new int[1], product);
    assertThat((double) product[0]).isCloseTo(-128.0 * 3 * cols, within(100.0));
  }

  @Test
  void activationsThatAreNotFiniteGiveAProductThatIsNot() {
    var matrix = new QuantizedMatrix(1, 2);
    matrix.setRow(0, new float[] {1, 1});
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      var quantized = new QuantizedVector(2);
      quantized.set(new float[] {1, broken}, 2);
      float[] product = new float[1];
      matrix.multiply(quantized, new int[1], product);
      assertThat(product[0]).isNaN();
    }
  }
}
