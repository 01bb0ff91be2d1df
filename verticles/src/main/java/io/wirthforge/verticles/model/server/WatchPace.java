package io.wirthforge.verticles.model.server;

/** How long to wait until the next look at a server. */
final class WatchPace {

  static final long STEADY_MS = 5_000;
  static final long FIRST_MS = 1_000;
  static final long LONGEST_MS = 30_000;

  private long nextMs = FIRST_MS;

  /** The wait after a look that found it. */
  long afterFound() {
    nextMs = FIRST_MS;
    return STEADY_MS;
  }

  /** The wait after a look that did not: twice the one before. */
  long afterMissing() {
    long wait = nextMs;
    nextMs = Math.min(LONGEST_MS, 2 * nextMs);
    return wait;
  }
}
