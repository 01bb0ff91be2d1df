package io.wirthforge.verticles.model.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference: a straightforward Llama 2 in double precision that reads a version 0 checkpoint by
 * itself, keeps every key and value, and attends to the last {@code window} of them.
 */
final class NaiveLlama {

  private final int[] h; // dim, hidden, layers, heads, kv heads, vocab, seq
  private final int window;
  private final int head;
  private final int kvDim;
  private final double[][] tensors = new double[12][];
  private final List<double[][]> keys = new ArrayList<>(); // [position][layer][kvDim]
  private final List<double[][]> values = new ArrayList<>();

  NaiveLlama(byte[] checkpoint, int window) {
    ByteBuffer in = ByteBuffer.wrap(checkpoint).order(ByteOrder.LITTLE_ENDIAN);
    this.h = new int[7];
    in.asIntBuffer().get(h);
    in.position(28);
    this.window = window;
    boolean tied = h[5] > 0;
    h[5] = Math.abs(h[5]);
    head = h[0] / h[3];
    kvDim = head * h[4];
    int[] rows = {h[5], h[2], h[2] * h[0], h[2] * kvDim, h[2] * kvDim, h[2] * h[0], h[2]};
    for (int i = 0; i < 7; i++) {
      tensors[i] = read(in, rows[i] * h[0]);
    }
    for (int i = 7; i < 10; i++) {
      tensors[i] = read(in, h[2] * h[1] * h[0]);
    }
    tensors[10] = read(in, h[0]);
    read(in, h[6] * head);
    tensors[11] = tied ? tensors[0] : read(in, h[5] * h[0]);
  }

  private static double[] read(ByteBuffer in, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.getFloat();
    }
    return values;
  }

  /** Takes in a token and returns the logits after it. */
  double[] forward(int token) {
    int dim = h[0];
    double[] x = new double[dim];
    System.arraycopy(tensors[0], token * dim, x, 0, dim);
    keys.add(new double[h[2]][]);
    values.add(new double[h[2]][]);
    for (int layer = 0; layer < h[2]; layer++) {
      add(x, product(tensors[5], layer, dim, attend(norm(x, tensors[1], layer), layer)));
      double[] normed = norm(x, tensors[6], layer);
      double[] gate = product(tensors[7], layer, h[1], normed);
      double[] up = product(tensors[9], layer, h[1], normed);
      for (int i = 0; i < gate.length; i++) {
        gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
      }
      add(x, product(tensors[8], layer, dim, gate));
    }
    return product(tensors[11], 0, h[5], norm(x, tensors[10], 0));
  }

  private double[] attend(double[] x, int layer) {
    int position = keys.size() - 1;
    double[] query = turn(product(tensors[2], layer, h[0], x), position);
    keys.get(position)[layer] = turn(product(tensors[3], layer, kvDim, x), position);
    values.get(position)[layer] = product(tensors[4], layer, kvDim, x);
    double[] out = new double[h[0]];
    for (int i = 0; i < h[3]; i++) {
      int kv = i / (h[3] / h[4]) * head;
      double sum = 0;
      double[] part = new double[head];
      for (int t = Math.max(0, position - window + 1); t <= position; t++) {
        double score = 0;
        for (int j = 0; j < head; j++) {
          score += query[i * head + j] * keys.get(t)[layer][kv + j];
        }
        double weight = Math.exp(score / Math.sqrt(head));
        sum += weight;
        for (int j = 0; j < head; j++) {
          part[j] += weight * values.get(t)[layer][kv + j];
        }
      }
      for (int j = 0; j < head; j++) {
        out[i * head + j] = part[j] / sum;
      }
    }
    return out;
  }

  private double[] turn(double[] x, int position) {
    for (int i = 0; i < x.length; i += 2) {
      double angle = position / Math.pow(10000, i % head / (double) head);
      double a = x[i];
      double b = x[i + 1];
      x[i] = a * Math.cos(angle) - b * Math.sin(angle);
      x[i + 1] = a * Math.sin(angle) + b * Math.cos(angle);
    }
    return x;
  }

  private static double[] norm(double[] x, double[] weights, int layer) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = weights[layer * x.length + i] * x[i] / Math.sqrt(sum / x.length + 1e-5);
    }
    return out;
  }

  private static double[] product(double[] matrix, int layer, int rows, double[] x) {
    double[] out = new double[rows];
    for (int row = 0; row < rows; row++) {
      int start = (layer * rows + row) * x.length;
      for (int i = 0; i < x.length; i++) {
        out[row] += matrix[start + i] * x[i];
      }
    }
    return out;
  }

  private static void add(double[] x, double[] delta) {
    for (int i = 0; i < x.length; i++) {
      x[i] += delta[i];
    }
  }
}
