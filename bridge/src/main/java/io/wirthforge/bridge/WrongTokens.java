package io.wirthforge.bridge;

/** How requests with a wrong token are answered: after ten within a minute, late or not at all. */
final class WrongTokens {

  /** When a wrong token is answered. */
  enum Answer {
    AT_ONCE,
    /** After {@link #DELAY_MS}; to be told by {@link #answered}. */
    LATE,
    /** Never: its connection ends, because as many as may wait already do. */
    NONE
  }

  static final long DELAY_MS = 1000;
  static final int MAX_PER_MINUTE = 10;
  static final int MAX_WAITING = 16;

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private long minuteStart;
  private int count;
  private int waiting;

  WrongTokens(long nowNanos) {
    this.minuteStart = nowNanos;
  }

  /** Counts one more. */
  Answer next(long nowNanos) {
    if (nowNanos - minuteStart >= MINUTE_NANOS) {
      minuteStart = nowNanos;
      count = 0;
    }
    if (count < MAX_PER_MINUTE) {
      count++;
      return Answer.AT_ONCE;
    }
    if (waiting == MAX_WAITING) {
      return Answer.NONE;
    }
    waiting++;
    return Answer.LATE;
  }

  /** One that waited was answered, or has gone. */
  void answered() {
    waiting--;
  }
}
