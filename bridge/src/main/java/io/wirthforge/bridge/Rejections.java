package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that were refused at intake: counted, and told to clients once a second at most. */
final class Rejections {

  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private @Nullable String lastReason;
  private long untold;
  private long nextNanos = Long.MIN_VALUE;

  void note(String reason) {
    lastReason = reason;
    untold++;
  }

  /** What is to be told now, or null. */
  @Nullable Event tell(long nowNanos) {
    if (untold == 0 || nowNanos < nextNanos) {
      return null;
    }
    Event event =
        EventCatalog.error(
            Severity.WARNING,
            "INVALID_EVENT",
            untold + " events from the backend were refused, the last one because: " + lastReason,
            "websocket",
            Map.of("refused", untold),
            true);
    untold = 0;
    nextNanos = nowNanos + INTERVAL_NANOS;
    return event;
  }
}
