package io.wirthforge.verticles.decipher;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many tokens came in the last second. */
final class TokenPace {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int MAX_ENTRIES = 1024;

  private record Arrival(long nanos, long tokens) {}

  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private long tokens;

  /** Counts tokens that arrived together. */
  void add(long nanos, long count) {
    Arrival last = arrivals.peekLast();
    long time = last == null ? nanos : Math.max(nanos, last.nanos());
    if (last != null && (time == last.nanos() || arrivals.size() >= MAX_ENTRIES)) {
      // Under a flood the newest entry takes more in: the count stays right, its time rough.
      arrivals.removeLast();
      arrivals.addLast(new Arrival(last.nanos(), last.tokens() + count));
    } else {
      arrivals.addLast(new Arrival(time, count));
    }
    tokens += count;
  }

  /** Tokens per second, over the second that ends now. */
  double perSecond(long nowNanos) {
    while (!arrivals.isEmpty() && nowNanos - arrivals.getFirst().nanos() >= SECOND_NANOS) {
      tokens -= arrivals.removeFirst().tokens();
    }
    return tokens;
  }
}
