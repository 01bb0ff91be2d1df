package io.wirthforge.verticles.council;

/** When the newest frames began, by their common index; frames that were skipped lie between. */
final class FrameTimes {

  /** How many frames are remembered. */
  static final int SIZE = 512;

  private final long[] nanos = new long[SIZE];
  private long newest = -1;

  /** The newest frame; -1 before the first. */
  long newest() {
    return newest;
  }

  /** When a remembered frame began, on the monotonic clock. */
  long at(long frame) {
    return nanos[(int) (frame % SIZE)];
  }

  /**
   * Notes a frame.
   *
   * @return how many frames it is after the one before; 0 if it comes out of order, and -1 if the
   *     gap is too wide to be filled
   */
  int tick(long frame, long nowNanos) {
    if (newest < 0 || frame - newest > CouncilOptions.MAX_WINDOW_FRAMES) {
      boolean first = newest < 0;
      newest = frame;
      nanos[(int) (frame % SIZE)] = nowNanos;
      return first ? 1 : -1;
    }
    long gap = frame - newest;
    if (gap <= 0) {
      return 0;
    }
    long before = at(newest);
    long elapsed = Math.max(0, nowNanos - before);
    for (long i = 1; i <= gap; i++) {
      nanos[(int) ((newest + i) % SIZE)] = before + elapsed / gap * i;
    }
    nanos[(int) (frame % SIZE)] = before + elapsed;
    newest = frame;
    return (int) gap;
  }
}
