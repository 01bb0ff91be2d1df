package io.wirthforge.verticles;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How much of a stream is enough: so many events, so many seconds, or until nobody reads. */
final class TailLimit {

  private static final long LOOK_MS = 50;

  private final long maxEvents;
  private final long endNanos;
  private final LongSupplier nanos;
  private final BooleanSupplier isGone;
  private long events;

  /**
   * A limit, from now on.
   *
   * @param maxEvents how many events; 0 for any number
   * @param seconds how many seconds; 0 for ever
   */
  TailLimit(long maxEvents, long seconds, LongSupplier nanos, BooleanSupplier isGone) {
    this.maxEvents = maxEvents;
    this.nanos = nanos;
    this.isGone = isGone;
    this.endNanos = seconds == 0 ? Long.MAX_VALUE : nanos.getAsLong() + seconds * 1_000_000_000;
  }

  /** Whether an event may still be shown; counts it. */
  boolean takesOneMore() {
    return maxEvents == 0 || events++ < maxEvents;
  }

  boolean isReached() {
    boolean enough = maxEvents > 0 && events >= maxEvents;
    boolean late = endNanos != Long.MAX_VALUE && nanos.getAsLong() - endNanos >= 0;
    return enough || late || isGone.getAsBoolean();
  }

  /** Waits, but not beyond the limit. */
  synchronized void pause(long ms) {
    long until = nanos.getAsLong() + ms * 1_000_000;
    while (!isReached() && nanos.getAsLong() - until < 0) {
      try {
        wait(LOOK_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
