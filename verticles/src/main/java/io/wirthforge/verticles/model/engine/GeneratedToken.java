package io.wirthforge.verticles.model.engine;

import java.util.List;

/**
 * A piece of generated text, as a rule one token.
 *
 * @param text what to append to the text so far; whole characters, and empty at most for a first
 *     token that is nothing but the space the prompt already ends with
 * @param tokens how many tokens it is made of; more than 1 for a character that came byte by byte
 * @param logprob the natural logarithm of the probability of the text: the plain softmax at
 *     temperature 1, before temperature and nucleus; summed over the tokens
 * @param top the most probable tokens at the place of the first token, best first, at most 10; the
 *     one that was taken need not be among them
 */
public record GeneratedToken(String text, int tokens, double logprob, List<Alternative> top) {

  /** A token with an unmodifiable list of alternatives. */
  public GeneratedToken {
    top = List.copyOf(top);
  }

  /** The same token with another text. */
  GeneratedToken withText(String other) {
    return new GeneratedToken(other, tokens, logprob, top);
  }
}
