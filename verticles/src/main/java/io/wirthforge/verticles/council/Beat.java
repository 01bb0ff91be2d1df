package io.wirthforge.verticles.council;

import java.util.Arrays;

/**
 * The rhythm of one stream: its phase at each frame, linear between tokens, a cycle per token; and
 * its frequency.
 *
 * <p>The phase of a frame is known once a token came after it.
 */
final class Beat {

  /** A silence that ends a rhythm, in nanoseconds. */
  static final long BREAK_NANOS = 1_000_000_000L;

  private static final int GAPS = 16;

  private final double[] cycles = new double[FrameTimes.SIZE];
  private final double[] gaps = new double[GAPS];
  private final double[] sorted = new double[GAPS];
  private long gapCount;
  private boolean sortedIsNew;
  private boolean any;
  private long lastNanos;
  private long knownUntil = -1;
  private long knownFrom;

  /** Takes tokens in that came together: evenly spread since the one before. */
  void token(long arrivalNanos, int tokens, FrameTimes times) {
    long gapNanos = arrivalNanos - lastNanos;
    if (!any || gapNanos > BREAK_NANOS) {
      restart(arrivalNanos, times);
      return;
    }
    if (gapNanos < 0) {
      return; // Out of order: it moves no phase.
    }
    for (long frame = Math.max(knownUntil + 1, times.newest() - FrameTimes.SIZE + 1);
        frame <= times.newest() && times.at(frame) - arrivalNanos <= 0;
        frame++) {
      double share = gapNanos == 0 ? 0 : (double) (times.at(frame) - lastNanos) / gapNanos;
      double phase = Math.max(0, Math.min(1, share)) * tokens;
      cycles[(int) (frame % FrameTimes.SIZE)] = phase - Math.floor(phase);
      knownUntil = frame;
    }
    note((double) gapNanos / tokens, Math.min(tokens, GAPS));
    lastNanos = arrivalNanos;
  }

  /** The first frame since which the phase is known without a break. */
  long knownFrom() {
    return knownFrom;
  }

  /** The newest frame whose phase is known. */
  long knownUntil() {
    return knownUntil;
  }

  /** The phase at a frame that is known, in cycles, 0…1. */
  double cycleAt(long frame) {
    return cycles[(int) (frame % FrameTimes.SIZE)];
  }

  /** Tokens per second, by the median of the last {@value #GAPS} gaps; 0 where there are fewer. */
  double frequency() {
    if (gapCount < GAPS) {
      return 0;
    }
    if (!sortedIsNew) {
      System.arraycopy(gaps, 0, sorted, 0, GAPS);
      Arrays.sort(sorted);
      sortedIsNew = true;
    }
    double median = (sorted[GAPS / 2 - 1] + sorted[GAPS / 2]) / 2;
    return median > 0 ? 1e9 / median : 0;
  }

  private void restart(long arrivalNanos, FrameTimes times) {
    any = true;
    lastNanos = arrivalNanos;
    gapCount = 0;
    long frame = times.newest();
    while (frame >= 0
        && times.newest() - frame < FrameTimes.SIZE - 1
        && times.at(frame) - arrivalNanos > 0) {
      frame--;
    }
    knownUntil = Math.max(knownUntil, frame);
    knownFrom = knownUntil + 1;
  }

  private void note(double gapNanos, int times) {
    for (int i = 0; i < times; i++) {
      gaps[(int) (gapCount++ % GAPS)] = gapNanos;
    }
    sortedIsNew = false;
  }
}
