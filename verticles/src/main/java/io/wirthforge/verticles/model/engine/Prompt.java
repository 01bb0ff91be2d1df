package io.wirthforge.verticles.model.engine;

import java.util.Arrays;

/**
 * The tokens of a prompt, such that what the model says next continues the text.
 *
 * <p>Pieces that begin a word bring their own space, so spaces at the end of the prompt are left
 * out: with them, the model would have to begin a word without one, which it never learned to.
 *
 * @param tokens token ids, at least one
 * @param endsWithSpace whether the first space of the answer is in the text already, or would be
 *     its first character
 */
record Prompt(int[] tokens, boolean endsWithSpace) {

  /**
   * Encodes a text.
   *
   * @param startsWithBos whether the model expects BOS before a text; if not, an empty prompt is a
   *     line feed, after which a paragraph begins
   * @param maxTokens how many tokens to keep, the last ones
   */
  static Prompt of(String text, Tokenizer tokenizer, boolean startsWithBos, int maxTokens) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    int[] body = tokenizer.encode(text.substring(0, end));
    int[] tokens = startsWithBos || body.length == 0 ? withStart(body, startsWithBos) : body;
    int first = Math.max(0, tokens.length - maxTokens);
    boolean endsWithSpace = end < text.length() || text.isEmpty();
    return new Prompt(Arrays.copyOfRange(tokens, first, tokens.length), endsWithSpace);
  }

  private static int[] withStart(int[] body, boolean startsWithBos) {
    int[] tokens = new int[body.length + 1];
    tokens[0] = startsWithBos ? Tokenizer.BOS : Tokenizer.FIRST_BYTE + '\n';
    System.arraycopy(body, 0, tokens, 1, body.length);
    return tokens;
  }
}
