package io.wirthforge.verticles.model.engine;

import java.util.List;

/**
 * The weights of a model: immutable, shared by all its sessions.
 *
 * @param shape the dimensions
 * @param embedding token embedding: [vocab][dim]
 * @param layers the transformer layers, first to last
 * @param finalNorm norm before the classifier: float[dim]
 * @param classifier turns the last activations into logits: [vocab][dim]; the same object as the
 *     embedding if the shape is tied
 */
record Weights(
    ModelShape shape,
    QuantizedMatrix embedding,
    List<Layer> layers,
    float[] finalNorm,
    QuantizedMatrix classifier) {

  /**
   * The weights of one transformer layer.
   *
   * @param attentionNorm float[dim]
   * @param query [dim][dim]
   * @param key [kvDim][dim]
   * @param value [kvDim][dim]
   * @param output [dim][dim]
   * @param feedForwardNorm float[dim]
   * @param gate w1 of llama2.c, goes through SiLU: [hidden][dim]
   * @param down w2 of llama2.c, back to the residual stream: [dim][hidden]
   * @param up w3 of llama2.c, multiplied by the gate: [hidden][dim]
   */
  record Layer(
      float[] attentionNorm,
      QuantizedMatrix query,
      QuantizedMatrix key,
      QuantizedMatrix value,
      QuantizedMatrix output,
      float[] feedForwardNorm,
      QuantizedMatrix gate,
      QuantizedMatrix down,
      QuantizedMatrix up) {}
}
