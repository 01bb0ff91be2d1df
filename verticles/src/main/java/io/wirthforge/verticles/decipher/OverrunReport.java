package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames whose work outlasted them: the wire shows a frame's time at most, so the real figure is
 * told apart, the first at once and then the worst of each second.
 */
final class OverrunReport {

  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private double worstMs;
  private long untold;
  private boolean anyTold;
  private long toldNanos;

  /** Notes a frame's work; what is to be told now, or null. */
  @Nullable Event note(double workMs, long nowNanos) {
    if (workMs > EnergyUpdate.MAX_PROCESSING_TIME_MS) {
      untold++;
      worstMs = Math.max(worstMs, workMs);
    }
    if (untold == 0 || (anyTold && nowNanos - toldNanos < INTERVAL_NANOS)) {
      return null;
    }
    Event event =
        EventCatalog.error(
            Severity.WARNING,
            "FRAME_OVERRUN",
            "the energy of a frame took longer to compute than the frame lasts",
            "decipher",
            Map.of("processingTimeMs", worstMs, "frames", untold),
            true);
    worstMs = 0;
    untold = 0;
    anyTold = true;
    toldNanos = nowNanos;
    return event;
  }
}
