package io.wirthforge.bridge;

/** How many messages a client may send: a number per second, counted in whole seconds. */
final class RateLimit {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private long secondStart;
  private int count;

  RateLimit(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.secondStart = nowNanos;
  }

  /** Counts a message; false if it is one too many. */
  boolean allows(long nowNanos) {
    if (nowNanos - secondStart >= SECOND_NANOS) {
      secondStart = nowNanos;
      count = 0;
    }
    return ++count <= perSecond;
  }
}
