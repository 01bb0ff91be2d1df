package io.wirthforge.bridge;

/**
 * How fast an event loop lets clients in: after each it rests for twice as long as that one took,
 * {@link #MAX_REST_NANOS} at most, so that two thirds of its time are left to those who are in.
 * Some come at once, on credit.
 */
final class AdmissionPace {

  /** How many that take no time come at once without a rest, if none came lately. */
  static final int CREDIT = 4;

  /** The shortest rest after one. */
  static final long REST_NANOS = 1_000_000L;

  /** The longest rest that one costs: less than a tick. */
  static final long MAX_REST_NANOS = 10_000_000L;

  private long owedNanos;
  private long sinceNanos;

  AdmissionPace(long nowNanos) {
    this.sinceNanos = nowNanos;
  }

  /**
   * One was let in.
   *
   * @param begunNanos when the loop was given it
   * @param nowNanos when the loop had time again
   * @return how long to let in no other; 0 while there is credit
   */
  long admitted(long begunNanos, long nowNanos) {
    long rested = Math.max(0, begunNanos - sinceNanos);
    long took = nowNanos - Math.max(begunNanos, sinceNanos); // No stretch counts twice.
    long rest = Math.min(Math.max(2 * took, REST_NANOS), MAX_REST_NANOS);
    owedNanos = Math.max(0, owedNanos - rested) + rest;
    sinceNanos = nowNanos;
    return Math.max(0, owedNanos - CREDIT * REST_NANOS);
  }
}
