package io.wirthforge.verticles.model.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/** The way back: int8 weights as the bytes of a llama2.c version 0 checkpoint. */
final class FloatCheckpointWriter {

  private final ByteBuffer out;

  private FloatCheckpointWriter(ModelShape shape) {
    out = ByteBuffer.allocate((int) FloatTensors.fileBytes(shape)).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] bytes(Weights weights) {
    return new FloatCheckpointWriter(weights.shape()).write(weights);
  }

  private byte[] write(Weights weights) {
    for (int value : weights.shape().header()) {
      out.putInt(value);
    }
    matrix(weights.embedding());
    norms(weights, Weights.Layer::attentionNorm);
    matrices(weights, Weights.Layer::query);
    matrices(weights, Weights.Layer::key);
    matrices(weights, Weights.Layer::value);
    matrices(weights, Weights.Layer::output);
    norms(weights, Weights.Layer::feedForwardNorm);
    matrices(weights, Weights.Layer::gate);
    matrices(weights, Weights.Layer::down);
    matrices(weights, Weights.Layer::up);
    floats(weights.finalNorm());
    out.position(out.position() + Float.BYTES * weights.shape().seq() * weights.shape().headSize());
    if (!weights.shape().tied()) {
      matrix(weights.classifier());
    }
    return out.array();
  }

  private void norms(Weights weights, Function<Weights.Layer, float[]> norm) {
    weights.layers().forEach(layer -> floats(norm.apply(layer)));
  }

  private void matrices(Weights weights, Function<Weights.Layer, QuantizedMatrix> matrix) {
    weights.layers().forEach(layer -> matrix(matrix.apply(layer)));
  }

  private void matrix(QuantizedMatrix matrix) {
    float[] row = new float[matrix.cols()];
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.row(i, row);
      floats(row);
    }
  }

  private void floats(float[] values) {
    for (float value : values) {
      out.putFloat(value);
    }
  }
}
