package io.wirthforge.verticles.model.engine;

/**
 * The Llama 2 forward pass: RMS norm, rotary positions, grouped-query attention over the last
 * {@code window} positions, SwiGLU. Immutable; all that changes is in a {@link TransformerState}.
 *
 * <p>A token is fed without computing logits, since a prompt needs them after its last token only.
 */
final class Transformer {

  private final Weights weights;
  private final ModelShape shape;
  private final int window;

  /**
   * A transformer that attends to a number of positions.
   *
   * @param window at least 2 and at most the sequence length of the weights
   */
  Transformer(Weights weights, int window) {
    this.weights = weights;
    this.shape = weights.shape();
    if (window < 2 || window > shape.seq()) {
      throw new IllegalArgumentException("window " + window + " is not within 2 to " + shape.seq());
    }
    this.window = window;
  }

  int window() {
    return window;
  }

  /** The state of a new session, at position 0. */
  TransformerState newState() {
    return new TransformerState(shape, window);
  }

  /** Takes in the next token, 0 to vocab - 1. */
  void feed(TransformerState s, int token) {
    weights.embedding().row(token, s.stream);
    s.rotation.moveTo(s.position);
    for (int i = 0; i < shape.layers(); i++) {
      Weights.Layer layer = weights.layers().get(i);
      attention(layer, s.rings[i], s);
      feedForward(layer, s);
    }
    s.position++;
  }

  /**
   * What comes after the tokens fed so far, at least one.
   *
   * @return logits: float[vocab], a buffer of the state that the next call overwrites
   */
  float[] logits(TransformerState s) {
    Numeric.rmsNorm(s.stream, weights.finalNorm(), s.normed);
    s.quantized.set(s.normed, shape.dim());
    weights.classifier().multiply(s.quantized, s.sums, s.logits);
    return s.logits;
  }

  private void attention(Weights.Layer layer, KeyValueRing ring, TransformerState s) {
    Numeric.rmsNorm(s.stream, layer.attentionNorm(), s.normed);
    s.quantized.set(s.normed, shape.dim());
    layer.query().multiply(s.quantized, s.sums, s.query);
    layer.key().multiply(s.quantized, s.sums, s.key);
    layer.value().multiply(s.quantized, s.sums, s.value);
    s.rotation.turn(s.query, shape.dim());
    s.rotation.turn(s.key, shape.kvDim());
    ring.put((int) (s.position % window), s.key, s.value);
    int filled = (int) Math.min(s.position + 1, window);
    int headSize = shape.headSize();
    int sharing = shape.heads() / shape.kvHeads();
    for (int head = 0; head < shape.heads(); head++) {
      int kvHead = head / sharing;
      ring.attend(s.query, head * headSize, kvHead * headSize, filled, s.scores, s.attended);
    }
    s.quantized.set(s.attended, shape.dim());
    layer.output().multiply(s.quantized, s.sums, s.delta);
    addToStream(s);
  }

  private void feedForward(Weights.Layer layer, TransformerState s) {
    Numeric.rmsNorm(s.stream, layer.feedForwardNorm(), s.normed);
    s.quantized.set(s.normed, shape.dim());
    layer.gate().multiply(s.quantized, s.sums, s.gate);
    layer.up().multiply(s.quantized, s.sums, s.up);
    Numeric.swiGlu(s.gate, s.up, shape.hidden());
    s.quantized.set(s.gate, shape.hidden());
    layer.down().multiply(s.quantized, s.sums, s.delta);
    addToStream(s);
  }

  private static void addToStream(TransformerState s) {
    for (int i = 0; i < s.stream.length; i++) {
      s.stream[i] += s.delta[i];
    }
  }
}
