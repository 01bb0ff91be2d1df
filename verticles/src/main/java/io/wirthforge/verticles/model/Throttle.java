package io.wirthforge.verticles.model;

/** How much slower than its own pace a source goes, as it was asked to. One thread. */
final class Throttle {

  private static final double LEAST = 0.05;

  private double pace = 1;

  /** Sets the share of its own pace to go at. */
  void pace(double share) {
    pace = Math.max(LEAST, Math.min(1, share));
  }

  /**
   * How much longer than usual to wait after tokens, in nanoseconds.
   *
   * @param usualNanos how long they take at the source's own pace
   */
  long extraNanos(long usualNanos) {
    return Math.round(usualNanos * (1 / pace - 1));
  }
}
