package io.wirthforge.verticles.decipher;

import java.util.ArrayList;
import java.util.List;

/**
 * The text a frame has to carry, in as many pieces as it takes to keep each below what a frame's
 * intake admits. They fold into one again.
 */
final class TextPieces {

  private static final int MAX_CHARS = 1 << 16;
  private static final int MAX_WEIGHT = 1 << 20;
  private static final int TOKEN_WEIGHT = 52;
  private static final int CHAR_WEIGHT = 2;

  private List<List<String>> pieces = new ArrayList<>();
  private List<String> open = new ArrayList<>();
  private int openWeight;

  /** Takes text in; a very long one is cut between characters. */
  void add(String text) {
    int from = 0;
    while (text.length() - from > MAX_CHARS) {
      int to = from + MAX_CHARS;
      if (Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      append(text.substring(from, to));
      from = to;
    }
    append(from == 0 ? text : text.substring(from));
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** All pieces, in order, possibly none; there is no text after. */
  List<List<String>> take() {
    List<List<String>> taken = pieces;
    if (!open.isEmpty()) {
      taken.add(open);
    }
    pieces = new ArrayList<>();
    open = new ArrayList<>();
    openWeight = 0;
    return taken;
  }

  private void append(String text) {
    int weight = TOKEN_WEIGHT + CHAR_WEIGHT * text.length();
    if (openWeight + weight > MAX_WEIGHT && !open.isEmpty()) {
      pieces.add(open);
      open = new ArrayList<>();
      openWeight = 0;
    }
    open.add(text);
    openWeight += weight;
  }
}
