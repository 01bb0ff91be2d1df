package io.wirthforge.verticles.model.engine;

import java.io.IOException;

/**
 * The float32 tensors of a llama2.c version 0 checkpoint, quantized row by row while they are read,
 * so that the file is never in memory as a whole.
 */
record FloatTensors(CheckpointInput in, ModelShape shape) implements TensorReader {

  /** How many bytes a file of a shape has, header and rotation tables included. */
  static long fileBytes(ModelShape shape) {
    return Integer.BYTES * (long) ModelShape.HEADER_INTS
        + Float.BYTES * shape.parameters()
        + rotationBytes(shape);
  }

  /** Two tables (cosine and sine) of [seq][headSize / 2]; the engine computes its own. */
  private static long rotationBytes(ModelShape shape) {
    return (long) Float.BYTES * shape.seq() * shape.headSize();
  }

  @Override
  public float[] norm(String name, int length) throws IOException {
    float[] norm = new float[length];
    in.readFloats(name, norm);
    return norm;
  }

  @Override
  public QuantizedMatrix matrix(String name, int rows, int cols) throws IOException {
    QuantizedMatrix matrix = new QuantizedMatrix(rows, cols);
    float[] weights = new float[cols];
    for (int row = 0; row < rows; row++) {
      in.readFloats(name, weights);
      matrix.setRow(row, weights);
    }
    return matrix;
  }

  @Override
  public void skipRotations() throws IOException {
    in.skip(rotationBytes(shape));
  }
}
