package io.wirthforge.schemas;

/** Text made fit for the wire, where it must be short and UTF-8, and for a terminal. */
public final class SafeText {

  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  /** The text with every lone surrogate replaced by U+FFFD; the same object where there is none. */
  public static String clean(String text) {
    int at = firstLoneSurrogate(text, 0);
    if (at < 0) {
      return text;
    }
    var cleaned = new StringBuilder(text);
    for (; at >= 0; at = firstLoneSurrogate(cleaned, at + 1)) {
      cleaned.setCharAt(at, REPLACEMENT);
    }
    return cleaned.toString();
  }

  /** The text cleaned and cut to at most so many code points, never through a surrogate pair. */
  public static String cut(String text, int maxCodePoints) {
    if (text.length() <= maxCodePoints) {
      return clean(text);
    }
    // Twice as many chars hold that many code points for certain: no need to look at the rest.
    String head = clean(text.substring(0, (int) Math.min(text.length(), 2L * maxCodePoints + 1)));
    return head.codePointCount(0, head.length()) <= maxCodePoints
        ? clean(text)
        : head.substring(0, head.offsetByCodePoints(0, maxCodePoints));
  }

  /**
   * The text fit for a terminal: what moves its cursor, changes its colours or turns its writing
   * direction is replaced by U+FFFD; line feeds and tabs stay.
   */
  public static String printable(String text) {
    var shown = new StringBuilder(clean(text));
    for (int i = 0; i < shown.length(); i++) {
      if (!isPrintable(shown.charAt(i))) {
        shown.setCharAt(i, REPLACEMENT);
      }
    }
    return shown.toString();
  }

  private static boolean isPrintable(char c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          c == '\u200d'; // Joins the parts of an emoji.
      default -> true;
    };
  }

  private static int firstLoneSurrogate(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) {
        return i;
      }
      i++;
    }
    return -1;
  }
}
