package io.wirthforge.verticles.model.engine;

/**
 * A token that might have come at some place.
 *
 * @param text the token as a text of its own; a byte that is no text is named, as in {@code <0xE2>}
 * @param logprob natural logarithm of its probability, plain softmax at temperature 1
 */
public record Alternative(String text, double logprob) {}
