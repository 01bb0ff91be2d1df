package io.wirthforge.verticles.model.engine;

import java.io.IOException;

/** One of the two ways in which weights are stored, read tensor by tensor in file order. */
interface TensorReader {

  /** The next norm: float[length]. */
  float[] norm(String name, int length) throws IOException;

  /** The next matrix, [rows][cols] in row order. */
  QuantizedMatrix matrix(String name, int rows, int cols) throws IOException;

  /** Steps over what stands between the final norm and an untied classifier. */
  void skipRotations() throws IOException;
}
