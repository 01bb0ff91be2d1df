package io.wirthforge.verticles.decipher;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many tokens came in the last second. */
final class TokenPace {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long RESOLUTION_NANOS = 1_000_000;

  private record Arrival(long nanos, long tokens) {}

  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private long tokens;

  /** Counts tokens that arrived together. */
  void add(long nanos, long count) {
    Arrival last = arrivals.peekLast();
    if (last != null && nanos - last.nanos() < RESOLUTION_NANOS) {
      // One entry per millisecond bounds them, and is as exact as it has to be.
      arrivals.removeLast();
      arrivals.addLast(new Arrival(last.nanos(), last.tokens() + count));
    } else {
      arrivals.addLast(new Arrival(nanos, count));
    }
    tokens += count;
  }

  /** As {@link #perSecond}, by someone who looks on: what is counted later is the same. */
  double glance(long nowNanos) {
    long counted = tokens;
    for (Arrival arrival : arrivals) {
      if (nowNanos - arrival.nanos() < SECOND_NANOS) {
        break;
      }
      counted -= arrival.tokens();
    }
    return counted;
  }

  /** Tokens per second, over the second that ends now; never asked of a time before. */
  double perSecond(long nowNanos) {
    while (!arrivals.isEmpty() && nowNanos - arrivals.getFirst().nanos() >= SECOND_NANOS) {
      tokens -= arrivals.removeFirst().tokens();
    }
    return tokens;
  }
}
