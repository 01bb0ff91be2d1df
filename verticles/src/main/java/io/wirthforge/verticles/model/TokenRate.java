package io.wirthforge.verticles.model;

/**
 * A declared pace of tokens.
 *
 * @param perSecond tokens per second; infinite for as fast as the machine can
 */
public record TokenRate(double perSecond) {

  /** As fast as the machine can. */
  public static final TokenRate MAX = new TokenRate(Double.POSITIVE_INFINITY);

  /** Checks the pace. */
  public TokenRate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a pace is above 0 tokens per second, was " + perSecond);
    }
  }

  /** Whether it is as fast as the machine can. */
  boolean isMax() {
    return Double.isInfinite(perSecond);
  }

  /**
   * How long tokens take at this pace, in nanoseconds.
   *
   * @param workNanos how long they took to compute, which is the pace where there is no other
   */
  long nanosFor(int tokens, long workNanos) {
    return isMax() ? workNanos : Math.round(tokens / perSecond * 1e9);
  }

  /** How long to wait for a token, in nanoseconds; 0 if it is due. */
  long nanosUntil(long token, long startNanos, long nowNanos) {
    long due = startNanos + Math.round(token / perSecond * 1e9);
    return Math.max(0, due - nowNanos);
  }
}
