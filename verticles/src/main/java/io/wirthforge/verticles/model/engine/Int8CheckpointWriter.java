package io.wirthforge.verticles.model.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/**
 * The writer of the project's own int8 checkpoint, version 1, about a quarter of the float size.
 *
 * <p>All numbers are little-endian. The header is ten int32: the bytes "WFQ8", the version, flags
 * (bit 0: prompts start with a BOS token) and the seven of a llama2.c header. The tensors follow in
 * the order of a llama2.c version 0 checkpoint, but without the rotation tables: a norm is its
 * float32 values; a matrix is one float32 scale per row, then its int8 values row by row.
 */
final class Int8CheckpointWriter {

  private final OutputStream out;

  private Int8CheckpointWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a checkpoint to a stream and leaves the stream open.
   *
   * @throws IOException if the stream fails
   */
  static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    new Int8CheckpointWriter(out).write(checkpoint);
  }

  private void write(Checkpoint checkpoint) throws IOException {
    Weights weights = checkpoint.weights();
    int flags = checkpoint.startsWithBos() ? Int8Tensors.STARTS_WITH_BOS : 0;
    writeInts(Int8Tensors.MAGIC, Int8Tensors.VERSION, flags);
    writeInts(weights.shape().header());
    writeMatrix(weights.embedding());
    writeNorms(weights, Weights.Layer::attentionNorm);
    writeMatrices(weights, Weights.Layer::query);
    writeMatrices(weights, Weights.Layer::key);
    writeMatrices(weights, Weights.Layer::value);
    writeMatrices(weights, Weights.Layer::output);
    writeNorms(weights, Weights.Layer::feedForwardNorm);
    writeMatrices(weights, Weights.Layer::gate);
    writeMatrices(weights, Weights.Layer::down);
    writeMatrices(weights, Weights.Layer::up);
    writeFloats(weights.finalNorm());
    if (!weights.shape().tied()) {
      writeMatrix(weights.classifier());
    }
  }

  private void writeNorms(Weights weights, Function<Weights.Layer, float[]> norm)
      throws IOException {
    for (Weights.Layer layer : weights.layers()) {
      writeFloats(norm.apply(layer));
    }
  }

  private void writeMatrices(Weights weights, Function<Weights.Layer, QuantizedMatrix> matrix)
      throws IOException {
    for (Weights.Layer layer : weights.layers()) {
      writeMatrix(matrix.apply(layer));
    }
  }

  private void writeMatrix(QuantizedMatrix matrix) throws IOException {
    float[] scales = new float[matrix.rows()];
    for (int row = 0; row < scales.length; row++) {
      scales[row] = matrix.scale(row);
    }
    writeFloats(scales);
    byte[] values = new byte[matrix.cols()];
    for (int row = 0; row < scales.length; row++) {
      for (int col = 0; col < values.length; col++) {
        values[col] = matrix.value(row, col);
      }
      out.write(values);
    }
  }

  private void writeFloats(float[] values) throws IOException {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private void writeInts(int... values) throws IOException {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    out.write(bytes.array());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
