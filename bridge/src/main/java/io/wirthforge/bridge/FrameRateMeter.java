package io.wirthforge.bridge;

/** The measured rate of frames: intervals between the newest ones, over the time they took. */
final class FrameRateMeter {

  private static final int INTERVALS = 60;

  private final long[] times = new long[INTERVALS + 1];
  private long count;

  void frame(long nowNanos) {
    times[(int) (count++ % times.length)] = nowNanos;
  }

  /** Frames per second over the last 60 intervals, rounded to 0.01; 0 before the second frame. */
  double hertz() {
    long intervals = Math.min(count - 1, INTERVALS);
    if (intervals < 1) {
      return 0;
    }
    long newest = times[(int) ((count - 1) % times.length)];
    long oldest = times[(int) ((count - 1 - intervals) % times.length)];
    return newest == oldest ? 0 : Math.rint(intervals * 1e11 / (newest - oldest)) / 100;
  }
}
