package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Contributors whose answers came after their frames were sealed: told when half of a second's
 * frames went without, every ten seconds at most. A late answer now and then is a busy machine's.
 */
final class LateContributors {

  static final int MANY = 30;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long INTERVAL_NANOS = 10 * SECOND_NANOS;
  private static final double NANOS_PER_MS = 1e6;

  private String worstName = "";
  private long worstNanos;
  private int late;
  private long secondStart;
  private boolean anyTold;
  private long toldNanos;

  /**
   * Notes a late answer.
   *
   * @param tookNanos from the tick to the answer
   */
  void note(String contributor, long tookNanos, long nowNanos) {
    if (late == 0 || nowNanos - secondStart >= SECOND_NANOS) {
      secondStart = nowNanos;
      late = 0;
      worstNanos = -1;
    }
    late++;
    if (tookNanos > worstNanos) {
      worstNanos = tookNanos;
      worstName = contributor;
    }
  }

  /** What is to be told now, or null. */
  @Nullable Event tell(long windowMs, long nowNanos) {
    if (late < MANY || (anyTold && nowNanos - toldNanos < INTERVAL_NANOS)) {
      return null;
    }
    double worstMs = Math.rint(worstNanos / NANOS_PER_MS * 100) / 100;
    Event event =
        EventCatalog.error(
            Severity.WARNING,
            "LATE_CONTRIBUTION",
            late + " contributions of a second came too late for their frames",
            "websocket",
            Map.of(
                "contributor", worstName, "worstMs", worstMs, "windowMs", windowMs, "late", late),
            true);
    anyTold = true;
    toldNanos = nowNanos;
    late = 0;
    return event;
  }
}
