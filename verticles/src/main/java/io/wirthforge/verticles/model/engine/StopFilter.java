package io.wirthforge.verticles.model.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The watch for stop strings, which may span tokens: tokens wait while the text might be the
 * beginning of a stop string, and come out unchanged when it is not.
 *
 * <p>Of a token in which a stop string begins, the text before it comes out.
 */
final class StopFilter {

  private final List<String> stops;
  private final Consumer<GeneratedToken> out;
  private final Deque<GeneratedToken> waiting = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder(); // of the waiting tokens
  private boolean stopped;

  StopFilter(List<String> stops, Consumer<GeneratedToken> out) {
    this.stops = stops;
    this.out = out;
  }

  /** Whether a stop string has come; nothing is taken in after that. */
  boolean stopped() {
    return stopped;
  }

  void accept(GeneratedToken token) {
    if (stopped) {
      return;
    }
    waiting.add(token);
    text.append(token.text());
    int stop = firstStop();
    if (stop >= 0) {
      stopped = true;
      text.setLength(stop);
      releaseCut();
    } else {
      releaseUpTo(firstPossibleStop());
    }
  }

  /** The end of the text has come: nothing needs to wait. */
  void finish() {
    releaseUpTo(text.length());
  }

  /** Where a stop string begins, the leftmost of all; -1 if there is none. */
  private int firstStop() {
    int first = -1;
    for (String stop : stops) {
      int at = text.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }

  /** Where the text begins to be the beginning of a stop string; its length if nowhere. */
  private int firstPossibleStop() {
    for (int at = 0; at < text.length(); at++) {
      for (String stop : stops) {
        if (endsWithPrefix(at, stop)) {
          return at;
        }
      }
    }
    return text.length();
  }

  private boolean endsWithPrefix(int at, String stop) {
    int length = text.length() - at;
    if (length >= stop.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(at + i) != stop.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Releases the tokens that lie wholly before an index of the text. */
  private void releaseUpTo(int end) {
    int released = 0;
    while (!waiting.isEmpty() && released + waiting.peek().text().length() <= end) {
      GeneratedToken token = waiting.remove();
      released += token.text().length();
      out.accept(token);
    }
    text.delete(0, released);
  }

  /** Releases what is left of the text; the last token that has a part in it is cut. */
  private void releaseCut() {
    int end = text.length();
    releaseUpTo(end);
    if (text.length() > 0) {
      GeneratedToken cut = waiting.remove();
      out.accept(cut.withText(text.toString()));
    }
    waiting.clear();
  }
}
