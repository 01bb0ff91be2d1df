package io.wirthforge.verticles.model.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The rival: llama2.c's run.c in Java as one would first write it, float32 weights and one loop per
 * matrix row, with a ring of keys and values. Only for shapes with as many kv heads as heads and a
 * tied classifier.
 */
final class NaiveFloatLlama {

  private final int dim;
  private final int hidden;
  private final int layers;
  private final int heads;
  private final int vocab;
  private final int window;
  private final float[][] tensors = new float[11][];
  private final float[][] keys; // [layer][window * dim]
  private final float[][] values;
  private int position;

  NaiveFloatLlama(byte[] checkpoint, int window) {
    ByteBuffer in = ByteBuffer.wrap(checkpoint).order(ByteOrder.LITTLE_ENDIAN);
    dim = in.getInt();
    hidden = in.getInt();
    layers = in.getInt();
    heads = in.getInt();
    in.getInt();
    vocab = in.getInt();
    in.getInt();
    this.window = window;
    FloatBuffer floats = in.asFloatBuffer();
    int square = layers * dim * dim;
    int wide = layers * dim * hidden;
    int[] sizes = {
      vocab * dim, layers * dim, square, square, square, square, layers * dim, wide, wide, wide, dim
    };
    for (int i = 0; i < sizes.length; i++) {
      tensors[i] = new float[sizes[i]];
      floats.get(tensors[i]);
    }
    keys = new float[layers][window * dim];
    values = new float[layers][window * dim];
  }

  float[] forward(int token) {
    float[] x = new float[dim];
    System.arraycopy(tensors[0], token * dim, x, 0, dim);
    for (int layer = 0; layer < layers; layer++) {
      add(x, product(tensors[5], layer, dim, attend(norm(x, tensors[1], layer), layer)));
      float[] normed = norm(x, tensors[6], layer);
      float[] gate = product(tensors[7], layer, hidden, normed);
      float[] up = product(tensors[9], layer, hidden, normed);
      for (int i = 0; i < hidden; i++) {
        gate[i] = (float) (gate[i] / (1 + Math.exp(-gate[i]))) * up[i];
      }
      add(x, product(tensors[8], layer, dim, gate));
    }
    position++;
    return product(tensors[0], 0, vocab, norm(x, tensors[10], 0));
  }

  private float[] attend(float[] x, int layer) {
    float[] query = turn(product(tensors[2], layer, dim, x));
    int slot = position % window * dim;
    System.arraycopy(turn(product(tensors[3], layer, dim, x)), 0, keys[layer], slot, dim);
    System.arraycopy(product(tensors[4], layer, dim, x), 0, values[layer], slot, dim);
    int filled = Math.min(position + 1, window);
    float[] out = new float[dim];
    int size = dim / heads;
    for (int head = 0; head < dim; head += size) {
      float[] scores = new float[filled];
      float sum = 0;
      for (int t = 0; t < filled; t++) {
        float score = 0;
        for (int i = 0; i < size; i++) {
          score += query[head + i] * keys[layer][t * dim + head + i];
        }
        scores[t] = (float) Math.exp(score / Math.sqrt(size));
        sum += scores[t];
      }
      for (int t = 0; t < filled; t++) {
        for (int i = 0; i < size; i++) {
          out[head + i] += scores[t] / sum * values[layer][t * dim + head + i];
        }
      }
    }
    return out;
  }

  private float[] turn(float[] x) {
    int size = dim / heads;
    for (int i = 0; i < x.length; i += 2) {
      double angle = position / Math.pow(10000, i % size / (double) size);
      float cos = (float) Math.cos(angle);
      float sin = (float) Math.sin(angle);
      float a = x[i];
      float b = x[i + 1];
      x[i] = a * cos - b * sin;
      x[i + 1] = a * sin + b * cos;
    }
    return x;
  }

  private static float[] norm(float[] x, float[] weights, int layer) {
    float sum = 0;
    for (float value : x) {
      sum += value * value;
    }
    float factor = (float) (1 / Math.sqrt(sum / x.length + 1e-5));
    float[] out = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = weights[layer * x.length + i] * x[i] * factor;
    }
    return out;
  }

  private static float[] product(float[] matrix, int layer, int rows, float[] x) {
    float[] out = new float[rows];
    for (int row = 0; row < rows; row++) {
      int start = (layer * rows + row) * x.length;
      float sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += matrix[start + i] * x[i];
      }
      out[row] = sum;
    }
    return out;
  }

  private static void add(float[] x, float[] delta) {
    for (int i = 0; i < x.length; i++) {
      x[i] += delta[i];
    }
  }
}
