package io.wirthforge.verticles;

/** The sum or the greatest of what was noted in the last ten seconds, by the second. */
final class RecentWorst {

  private static final int SECONDS = 10;
  private static final long SECOND_NANOS = Vitals.WINDOW_NANOS / SECONDS;

  private final boolean sums;
  private final long[] values = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  RecentWorst(boolean sums) {
    this.sums = sums;
  }

  void note(long value, long nowNanos) {
    long second = Math.floorDiv(nowNanos, SECOND_NANOS);
    int at = Math.floorMod(second, SECONDS);
    if (seconds[at] != second) {
      seconds[at] = second;
      values[at] = 0;
    }
    values[at] = joined(values[at], value);
  }

  long value(long nowNanos) {
    long oldest = Math.floorDiv(nowNanos, SECOND_NANOS) - SECONDS;
    long all = 0;
    for (int at = 0; at < SECONDS; at++) {
      if (seconds[at] > oldest) {
        all = joined(all, values[at]);
      }
    }
    return all;
  }

  private long joined(long a, long b) {
    return sums ? a + b : Math.max(a, b);
  }
}
