package io.wirthforge.schemas;

import io.wirthforge.schemas.ClientMessage.Ack;
import org.jspecify.annotations.Nullable;

/** An ack as clients write it, read without a tree: acks are nearly all that clients send. */
final class PlainAck {

  private static final String HEAD = "{\"type\":\"ack\",\"frameNumber\":";

  /** So many digits hold no number that is too large for JSON's integers. */
  private static final int MAX_DIGITS = 15;

  private PlainAck() {}

  /** The ack that a text is to the letter; null for any other text, be it an ack or not. */
  static @Nullable Ack read(String text) {
    int end = text.length() - 1;
    int digits = end - HEAD.length();
    if (digits < 1 || digits > MAX_DIGITS || !text.startsWith(HEAD) || text.charAt(end) != '}') {
      return null;
    }
    if (digits > 1 && text.charAt(HEAD.length()) == '0') {
      return null;
    }
    long number = 0;
    for (int i = HEAD.length(); i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = 10 * number + digit;
    }
    return new Ack(number);
  }
}
