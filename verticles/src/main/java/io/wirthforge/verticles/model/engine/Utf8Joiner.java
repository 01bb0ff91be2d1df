package io.wirthforge.verticles.model.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * The joining of byte tokens to whole characters: bytes wait until their character is complete, and
 * then come out as one token that counts them all.
 *
 * <p>What can never become a character, or is still unfinished at the end, becomes U+FFFD, one for
 * each sequence that breaks off, as the Unicode standard recommends.
 */
final class Utf8Joiner {

  private static final String REPLACEMENT = "\uFFFD";

  private final Consumer<GeneratedToken> out;
  private final byte[] pending = new byte[4];
  private int length; // bytes pending
  private int wanted; // bytes the pending character has
  private double logprob;
  private List<Alternative> top = List.of();

  Utf8Joiner(Consumer<GeneratedToken> out) {
    this.out = out;
  }

  /** Takes a token that is whole text. */
  void accept(GeneratedToken token) {
    finish();
    out.accept(token);
  }

  /**
   * Takes a token that is one byte.
   *
   * @param logprob of the byte alone
   * @param alternatives to the byte
   */
  void accept(byte b, double logprob, List<Alternative> alternatives) {
    if (length > 0 && !continues(b)) {
      finish();
    }
    if (length == 0) {
      wanted = sequenceLength(b & 0xFF);
      this.logprob = 0;
      top = alternatives;
    }
    pending[length++] = b;
    this.logprob += logprob;
    if (wanted == 0) {
      release(REPLACEMENT);
    } else if (length == wanted) {
      release(new String(pending, 0, length, StandardCharsets.UTF_8));
    }
  }

  /** Gives up waiting: what is pending becomes U+FFFD. */
  void finish() {
    if (length > 0) {
      release(REPLACEMENT);
    }
  }

  private void release(String text) {
    int tokens = length;
    length = 0;
    out.accept(new GeneratedToken(text, tokens, logprob, top));
  }

  /** How many bytes a character has that begins with this one; 0 if none does. */
  private static int sequenceLength(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  /**
   * Whether a byte may follow the pending ones: no overlong forms, surrogates or beyond Unicode.
   */
  private boolean continues(byte b) {
    int next = b & 0xFF;
    if (length > 1) {
      return next >= 0x80 && next <= 0xBF;
    }
    return switch (pending[0] & 0xFF) {
      case 0xE0 -> next >= 0xA0 && next <= 0xBF;
      case 0xED -> next >= 0x80 && next <= 0x9F;
      case 0xF0 -> next >= 0x90 && next <= 0xBF;
      case 0xF4 -> next >= 0x80 && next <= 0x8F;
      default -> next >= 0x80 && next <= 0xBF;
    };
  }
}
