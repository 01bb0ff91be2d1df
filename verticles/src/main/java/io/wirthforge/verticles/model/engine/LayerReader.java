package io.wirthforge.verticles.model.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The reader of the layers, which a checkpoint stores tensor by tensor, each for all layers. */
final class LayerReader {

  private final int layers;
  private final TensorReader in;

  private LayerReader(int layers, TensorReader in) {
    this.layers = layers;
    this.in = in;
  }

  static List<Weights.Layer> read(ModelShape shape, TensorReader in) throws IOException {
    return new LayerReader(shape.layers(), in).read(shape.dim(), shape.hidden(), shape.kvDim());
  }

  private List<Weights.Layer> read(int dim, int hidden, int kvDim) throws IOException {
    var attentionNorm = norms("attention norm", dim);
    var query = matrices("query matrix", dim, dim);
    var key = matrices("key matrix", kvDim, dim);
    var value = matrices("value matrix", kvDim, dim);
    var output = matrices("attention output matrix", dim, dim);
    var feedForwardNorm = norms("feed-forward norm", dim);
    var gate = matrices("gate matrix", hidden, dim);
    var down = matrices("down matrix", dim, hidden);
    var up = matrices("up matrix", hidden, dim);
    List<Weights.Layer> result = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      result.add(
          new Weights.Layer(
              attentionNorm.get(i),
              query.get(i),
              key.get(i),
              value.get(i),
              output.get(i),
              feedForwardNorm.get(i),
              gate.get(i),
              down.get(i),
              up.get(i)));
    }
    return List.copyOf(result);
  }

  private List<float[]> norms(String name, int length) throws IOException {
    List<float[]> norms = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      norms.add(in.norm(name + " of layer " + i, length));
    }
    return norms;
  }

  private List<QuantizedMatrix> matrices(String name, int rows, int cols) throws IOException {
    List<QuantizedMatrix> matrices = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      matrices.add(in.matrix(name + " of layer " + i, rows, cols));
    }
    return matrices;
  }
}
