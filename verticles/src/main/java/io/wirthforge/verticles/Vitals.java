package io.wirthforge.verticles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the stream has fared in the last seconds: whether frames come, how many ticks were skipped,
 * how long tasks waited for their event loop, whether the port answers. Plain state, one thread.
 */
final class Vitals {

  /** How well something is; the worst counts. */
  enum Status {
    UP,
    DEGRADED,
    DOWN
  }

  /**
   * What was found.
   *
   * @param reason why it is not {@link Status#UP}; empty where it is
   */
  record Check(String name, Status status, String reason) {}

  static final long WINDOW_NANOS = 10_000_000_000L;

  private static final long SILENCE_NANOS = 1_000_000_000L;
  private static final long DELAY_NANOS = 250_000_000L;
  private static final int MAX_SKIPPED = 60;
  private static final int MAX_UNANSWERED = 1;
  private static final double NANOS_PER_MS = 1e6;

  private boolean anyFrame;
  private long lastNumber;
  private long lastNanos;
  private int unanswered;
  private final RecentWorst skipped = new RecentWorst(true);
  private final RecentWorst delays = new RecentWorst(false);

  /** The frame of a tick was sealed. */
  void frame(long number, long nowNanos) {
    frame(number, number, nowNanos);
  }

  /** A frame was sealed that stands for a range of ticks. */
  void frame(long from, long number, long nowNanos) {
    if (anyFrame && number > lastNumber) {
      skipped.note(Math.max(0, from - lastNumber - 1), nowNanos);
    }
    anyFrame = true;
    lastNumber = number;
    lastNanos = nowNanos;
  }

  /** A task waited for its event loop. */
  void delayed(long nanos, long nowNanos) {
    delays.note(nanos, nowNanos);
  }

  /** Somebody knocked at the server's port. */
  void knocked(boolean answered) {
    unanswered = answered ? 0 : unanswered + 1;
  }

  /** How all of it is now. */
  List<Check> checks(long nowNanos) {
    List<Check> checks = new ArrayList<>();
    checks.add(ticks(nowNanos));
    long delay = delays.value(nowNanos);
    checks.add(
        delay <= DELAY_NANOS
            ? new Check("loop", Status.UP, "")
            : new Check(
                "loop", Status.DEGRADED, "a task waited " + ms(delay) + " ms for its event loop"));
    checks.add(
        unanswered <= MAX_UNANSWERED
            ? new Check("door", Status.UP, "")
            : new Check(
                "door", Status.DOWN, "the last " + unanswered + " handshakes were not answered"));
    return checks;
  }

  private Check ticks(long nowNanos) {
    if (!anyFrame) {
      return new Check("ticks", Status.DOWN, "no frame was made yet");
    }
    if (nowNanos - lastNanos > SILENCE_NANOS) {
      return new Check("ticks", Status.DOWN, "no frame for " + ms(nowNanos - lastNanos) + " ms");
    }
    long lost = skipped.value(nowNanos);
    return lost <= MAX_SKIPPED
        ? new Check("ticks", Status.UP, "")
        : new Check("ticks", Status.DEGRADED, lost + " of the last 600 ticks came too late");
  }

  private static String ms(long nanos) {
    return String.format(Locale.ROOT, "%.0f", nanos / NANOS_PER_MS);
  }
}
