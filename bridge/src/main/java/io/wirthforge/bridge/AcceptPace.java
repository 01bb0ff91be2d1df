package io.wirthforge.bridge;

/**
 * How fast an event loop takes connections in: each costs it as much as several frames, so that a
 * flood of them, though all are cut at once, would take the loop from its clients.
 *
 * <p>Every connection is paid for with a rest; some are taken on credit.
 */
final class AcceptPace {

  /** The rest that a connection costs. */
  static final long REST_NANOS = 1_000_000L;

  /** How many come at once without a rest. */
  static final int CREDIT = 20;

  private long paidUntilNanos;

  AcceptPace(long nowNanos) {
    this.paidUntilNanos = nowNanos;
  }

  /** A connection was taken in. */
  void took(long nowNanos) {
    paidUntilNanos = Math.max(paidUntilNanos - nowNanos, 0) + nowNanos + REST_NANOS;
  }

  /** How long to take none; 0 while there is credit. */
  long restNanos(long nowNanos) {
    long owed = paidUntilNanos - nowNanos;
    return owed > CREDIT * REST_NANOS ? owed : 0;
  }
}
