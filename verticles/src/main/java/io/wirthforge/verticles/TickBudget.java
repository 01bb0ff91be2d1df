package io.wirthforge.verticles;

import io.wirthforge.bridge.FrameTick;

/**
 * How much of a frame's contribution window may be gone before work that can be left out is left
 * out. Totals and text are never optional.
 */
final class TickBudget {

  /** Work that a frame can do without, the first to go first. */
  enum OptionalWork {
    /** The council's patterns: a quarter of the window. */
    PATTERNS(0.25),
    /** The points of a field: half of the window. */
    FIELD_DETAIL(0.5);

    private final double share;

    OptionalWork(double share) {
      this.share = share;
    }
  }

  private static final double NANOS_PER_MS = 1e6;

  private final double windowNanos;

  /** A budget of a contribution window; of a millisecond where frames wait for nobody. */
  TickBudget(int contributionWindowMs) {
    this.windowNanos = Math.max(1, contributionWindowMs) * NANOS_PER_MS;
  }

  boolean allows(OptionalWork work, FrameTick tick, long nowNanos) {
    return nowNanos - tick.nanos() <= work.share * windowNanos;
  }
}
