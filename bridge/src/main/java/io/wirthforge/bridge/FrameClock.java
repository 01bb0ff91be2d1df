package io.wirthforge.bridge;

import java.util.OptionalLong;

/**
 * The schedule of frames: tick n is due at {@code start + n * 10^9 / 60} nanoseconds, for ever.
 *
 * <p>Deadlines are absolute, so nothing drifts. Time comes in as an argument. A late tick is served
 * at once; ticks that were missed meanwhile are skipped and counted, never made up for in a burst,
 * and their numbers stay unused, so that a gap can be seen.
 */
public final class FrameClock {

  /** Frames per second. */
  public static final int FRAME_RATE = 60;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final long startNanos;
  private long lastTick = -1;
  private long skippedTicks;
  private long latenessNanos;

  /**
   * A clock whose tick 0 is due at once.
   *
   * @param startNanos the monotonic time of tick 0, in nanoseconds
   */
  public FrameClock(long startNanos) {
    this.startNanos = startNanos;
  }

  /**
   * Serves the tick that is due, if there is one.
   *
   * @param nowNanos monotonic time, in nanoseconds; a time that goes backwards serves nothing
   * @return the number of the newest tick that is due and was not served yet
   */
  public OptionalLong poll(long nowNanos) {
    long newest = tickAt(nowNanos);
    if (newest <= lastTick) {
      return OptionalLong.empty();
    }
    skippedTicks += newest - lastTick - 1;
    latenessNanos = nowNanos - deadlineNanos(lastTick + 1);
    lastTick = newest;
    return OptionalLong.of(newest);
  }

  /** How long to wait for the next tick, in nanoseconds; 0 if it is due. */
  public long nanosUntilNext(long nowNanos) {
    return Math.max(0, deadlineNanos(lastTick + 1) - nowNanos);
  }

  /** When a tick is due, in nanoseconds of the monotonic time given at construction. */
  public long deadlineNanos(long tick) {
    // Whole seconds apart from the rest: tick * 10^9 would overflow after five years.
    return startNanos
        + tick / FRAME_RATE * NANOS_PER_SECOND
        + tick % FRAME_RATE * NANOS_PER_SECOND / FRAME_RATE;
  }

  /** How many ticks were never served, since the start. */
  public long skippedTicks() {
    return skippedTicks;
  }

  /** How long after its deadline the last poll that served a tick came, in nanoseconds. */
  public long latenessNanos() {
    return latenessNanos;
  }

  /** The newest tick whose deadline is not after a time; negative before the start. */
  private long tickAt(long nowNanos) {
    long elapsed = nowNanos - startNanos;
    if (elapsed < 0) {
      return -1;
    }
    long seconds = elapsed / NANOS_PER_SECOND;
    long rest = elapsed % NANOS_PER_SECOND;
    long tick = seconds * FRAME_RATE + rest * FRAME_RATE / NANOS_PER_SECOND;
    // Deadlines are rounded down, so the next one may lie within the same nanosecond.
    return deadlineNanos(tick + 1) <= nowNanos ? tick + 1 : tick;
  }
}
