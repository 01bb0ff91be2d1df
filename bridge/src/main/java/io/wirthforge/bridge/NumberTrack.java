package io.wirthforge.bridge;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers that one node gave its messages on one address, as far as they came: the highest, and
 * those below it that are missing. Plain state, one thread.
 */
final class NumberTrack {

  /** How long a message may come after one with a higher number. */
  static final long PATIENCE_NANOS = 2_000_000_000L;

  /** How many missing numbers are waited for; beyond it they are lost at once. */
  static final int MAX_MISSING = 10_000;

  private final Map<Long, Long> missingSince = new TreeMap<>();
  private long highest;
  private long lostAtOnce;

  /** A track on which everything up to a number is known. */
  NumberTrack(long highest) {
    this.highest = highest;
  }

  /** A track as another node knows it. */
  NumberTrack(long highest, List<Long> missing, long nowNanos) {
    this.highest = highest;
    missing.forEach(number -> missingSince.put(number, nowNanos));
  }

  /** A message came. */
  void took(long number, long nowNanos) {
    if (number <= highest) {
      missingSince.remove(number);
    } else {
      told(number - 1, nowNanos);
      highest = number;
    }
  }

  /** Messages up to a number were sent; those that did not come yet are missing from now on. */
  void told(long sent, long nowNanos) {
    long firstKept = Math.max(highest + 1, sent - MAX_MISSING + 1 + missingSince.size());
    if (sent > highest) {
      lostAtOnce += Math.min(firstKept, sent + 1) - highest - 1;
    }
    for (long number = firstKept; number <= sent; number++) {
      missingSince.put(number, nowNanos);
    }
    highest = Math.max(highest, sent);
  }

  /** Whether a message's number came before. */
  boolean knows(long number) {
    return number <= highest && !missingSince.containsKey(number);
  }

  /** How many messages have been lost since this was asked last. */
  long takeLost(long nowNanos) {
    long lost = lostAtOnce;
    lostAtOnce = 0;
    Iterator<Long> since = missingSince.values().iterator();
    while (since.hasNext()) {
      if (nowNanos - since.next() > PATIENCE_NANOS) {
        since.remove();
        lost++;
      }
    }
    return lost;
  }

  long highest() {
    return highest;
  }

  List<Long> missing() {
    return List.copyOf(missingSince.keySet());
  }
}
