package io.wirthforge.verticles.model.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Small llama2.c version 0 checkpoints with random weights that int8 represents exactly. */
final class TestCheckpoints {

  private final ByteBuffer out;
  private final Random random;

  private TestCheckpoints(ModelShape shape, long seed) {
    out = ByteBuffer.allocate((int) FloatTensors.fileBytes(shape)).order(ByteOrder.LITTLE_ENDIAN);
    random = new Random(seed);
  }

  /** The bytes of a file. Its rotation tables are NaN, so that reading them would be noticed. */
  static byte[] floats(ModelShape shape, long seed) {
    var writer = new TestCheckpoints(shape, seed);
    writer.out.asIntBuffer().put(shape.header());
    writer.out.position(Integer.BYTES * ModelShape.HEADER_INTS);
    writer.tensors(shape);
    return writer.out.array();
  }

  /** The same model in the project's int8 form. */
  static byte[] int8(ModelShape shape, long seed) throws IOException {
    var out = new ByteArrayOutputStream();
    Int8CheckpointWriter.write(read(floats(shape, seed)), out);
    return out.toByteArray();
  }

  static Checkpoint read(byte[] content) throws IOException {
    return Checkpoint.read("test.bin", new ByteArrayInputStream(content));
  }

  private void tensors(ModelShape shape) {
    int layers = shape.layers();
    int dim = shape.dim();
    matrix(shape.vocab(), dim);
    norms(layers * dim);
    matrix(layers * dim, dim);
    matrix(layers * shape.kvDim(), dim);
    matrix(layers * shape.kvDim(), dim);
    matrix(layers * dim, dim);
    norms(layers * dim);
    matrix(layers * shape.hidden(), dim);
    matrix(layers * dim, shape.hidden());
    matrix(layers * shape.hidden(), dim);
    norms(dim);
    for (int i = 0; i < shape.seq() * shape.headSize(); i++) {
      out.putFloat(Float.NaN);
    }
    if (!shape.tied()) {
      matrix(shape.vocab(), dim);
    }
  }

  /** Each row has a power of two as its scale and one weight of 127 times that. */
  private void matrix(int rows, int cols) {
    for (int row = 0; row < rows; row++) {
      float scale = (random.nextBoolean() ? 1 : 2) / 512f;
      int largest = random.nextInt(cols);
      for (int col = 0; col < cols; col++) {
        out.putFloat(scale * (col == largest ? 127 : random.nextInt(255) - 127));
      }
    }
  }

  private void norms(int count) {
    for (int i = 0; i < count; i++) {
      out.putFloat(0.75f + random.nextFloat() / 2);
    }
  }
}
