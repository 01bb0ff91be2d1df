package io.wirthforge.verticles;

/**
 * How fast sources may go, by how much a frame's tokens cost: halved while more than a fifth of the
 * frames are strained, doubled again after a second without. Plain state, one thread.
 */
final class Pressure {

  /** The slowest pace that is asked for. */
  static final double LEAST_PACE = 0.25;

  private static final long STRAIN_WORK_NANOS = 8_000_000;
  private static final long STRAIN_WAIT_NANOS = 16_000_000;
  private static final double STRAIN_LIMIT = 10;
  private static final double RELIEF_PER_TICK = 0.25;
  private static final int CALM_TICKS = 60;
  private static final double HALF = 0.5;
  private static final double NANOS_PER_MS = 1e6;

  private double pace = 1;
  private double strain;
  private int sinceChange;
  private long worstWorkNanos;
  private long worstWaitNanos;

  /**
   * Notes a tick.
   *
   * @param workNanos what the frame's tokens cost
   * @param waitNanos how long the tick waited for its turn
   * @return whether the pace changed
   */
  boolean note(long workNanos, long waitNanos) {
    worstWorkNanos = Math.max(worstWorkNanos, workNanos);
    worstWaitNanos = Math.max(worstWaitNanos, waitNanos);
    sinceChange++;
    boolean strained = workNanos > STRAIN_WORK_NANOS || waitNanos > STRAIN_WAIT_NANOS;
    strain = Math.max(0, strain + (strained ? 1 : -RELIEF_PER_TICK));
    if (strain >= STRAIN_LIMIT) {
      return change(Math.max(LEAST_PACE, pace * HALF));
    }
    return strain == 0 && sinceChange >= CALM_TICKS && change(Math.min(1, pace / HALF));
  }

  /** The share of their own pace that sources may go at. */
  double pace() {
    return pace;
  }

  /** The most that a frame's tokens cost since this was asked before, in milliseconds. */
  double takeWorstWorkMs() {
    double worst = worstWorkNanos / NANOS_PER_MS;
    worstWorkNanos = 0;
    return worst;
  }

  /** The longest that a tick waited since this was asked before, in milliseconds. */
  double takeWorstWaitMs() {
    double worst = worstWaitNanos / NANOS_PER_MS;
    worstWaitNanos = 0;
    return worst;
  }

  private boolean change(double next) {
    strain = 0;
    sinceChange = 0;
    boolean changed = next != pace;
    pace = next;
    return changed;
  }
}
