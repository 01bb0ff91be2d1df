package io.wirthforge.verticles.model.engine;

/**
 * The memory of one session: its attention rings, its position, and the buffers of the forward
 * pass, so that a pass allocates nothing. Belongs to one thread at a time.
 */
final class TransformerState {

  final int window;
  final KeyValueRing[] rings; // [layers]
  final Rotation rotation;
  long position;

  final float[] stream; // [dim], the residual stream
  final float[] normed; // [dim]
  final float[] attended; // [dim]
  final float[] delta; // [dim]
  final float[] query; // [dim]
  final float[] key; // [kvDim]
  final float[] value; // [kvDim]
  final float[] gate; // [hidden]
  final float[] up; // [hidden]
  final float[] scores; // [window]
  final float[] logits; // [vocab]
  final QuantizedVector quantized; // the input of the next matrix
  final int[] sums; // as many as the longest matrix has rows

  TransformerState(ModelShape shape, int window) {
    this.window = window;
    rings = new KeyValueRing[shape.layers()];
    for (int i = 0; i < rings.length; i++) {
      rings[i] = new KeyValueRing(shape.headSize(), shape.kvDim(), window);
    }
    rotation = new Rotation(shape.headSize());
    stream = new float[shape.dim()];
    normed = new float[shape.dim()];
    attended = new float[shape.dim()];
    delta = new float[shape.dim()];
    query = new float[shape.dim()];
    key = new float[shape.kvDim()];
    value = new float[shape.kvDim()];
    gate = new float[shape.hidden()];
    up = new float[shape.hidden()];
    scores = new float[window];
    logits = new float[shape.vocab()];
    int widest = Math.max(shape.dim(), shape.hidden());
    quantized = new QuantizedVector(widest);
    sums = new int[Math.max(widest, shape.vocab())];
  }
}
