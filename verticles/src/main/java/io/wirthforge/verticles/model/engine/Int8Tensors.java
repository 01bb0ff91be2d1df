package io.wirthforge.verticles.model.engine;

import java.io.IOException;

/** The tensors of the project's own int8 checkpoint; see {@link Int8CheckpointWriter}. */
record Int8Tensors(CheckpointInput in) implements TensorReader {

  /** The first four bytes, "WFQ8". */
  static final int MAGIC = 'W' | 'F' << 8 | 'Q' << 16 | '8' << 24;

  static final int VERSION = 1;

  /** The flag of a model that was trained with a BOS token before each text. */
  static final int STARTS_WITH_BOS = 1;

  /** Magic, version, flags, shape. */
  private static final int HEADER_BYTES = Integer.BYTES * (3 + ModelShape.HEADER_INTS);

  /** How many bytes a file of a shape has. */
  static long fileBytes(ModelShape shape) {
    return HEADER_BYTES
        + Float.BYTES * (shape.normParameters() + shape.matrixRows())
        + shape.matrixParameters();
  }

  @Override
  public float[] norm(String name, int length) throws IOException {
    float[] norm = new float[length];
    in.readFloats(name, norm);
    return norm;
  }

  @Override
  public QuantizedMatrix matrix(String name, int rows, int cols) throws IOException {
    float[] scales = new float[rows];
    in.readFloats(name, scales);
    QuantizedMatrix matrix = new QuantizedMatrix(rows, cols);
    byte[] values = new byte[cols];
    for (int row = 0; row < rows; row++) {
      if (scales[row] < 0) {
        throw in.refuse("the %s has the negative scale %s", name, scales[row]);
      }
      in.readBytes(values);
      matrix.setRow(row, values, scales[row]);
    }
    return matrix;
  }

  @Override
  public void skipRotations() {
    // Not stored in this form.
  }
}
