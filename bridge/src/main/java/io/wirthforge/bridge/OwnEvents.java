package io.wirthforge.bridge;

import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that are for one client alone, as text: its heartbeat, and complaints about what it
 * sent. At most one of each is waiting.
 */
final class OwnEvents {

  static final String UNSUPPORTED = "UNSUPPORTED_MESSAGE";
  static final String NOT_PERMITTED = "NOT_PERMITTED";

  private static final long COMPLAINT_INTERVAL_NANOS = 1_000_000_000L;

  private final FrameEncoder encoder;
  private final BridgeMetrics metrics;
  private final Heartbeats heartbeats;
  private final String connectionId;
  private final DoubleSupplier frameRateHz;
  private final LongSupplier epochMillis;
  private @Nullable String heartbeat;
  private @Nullable String complaint;
  private long lastComplaintNanos;
  private long unsupported;

  OwnEvents(
      FrameEncoder encoder,
      BridgeMetrics metrics,
      Heartbeats heartbeats,
      String connectionId,
      DoubleSupplier frameRateHz,
      LongSupplier epochMillis) {
    this.encoder = encoder;
    this.metrics = metrics;
    this.heartbeats = heartbeats;
    this.connectionId = connectionId;
    this.frameRateHz = frameRateHz;
    this.epochMillis = epochMillis;
  }

  boolean isEmpty() {
    return heartbeat == null && complaint == null;
  }

  /** When the next heartbeat is due. */
  long nextBeatNanos() {
    return heartbeats.nextNanos();
  }

  /** Makes a heartbeat, behind all frames up to one. */
  void beat(long nowNanos, long frameNumber) {
    long sequence = heartbeats.send(nowNanos, frameNumber);
    heartbeat =
        encoder.encode(
            EventCatalog.heartbeat(
                sequence, epochMillis.getAsLong(), frameRateHz.getAsDouble(), connectionId));
  }

  /**
   * Notes the answer to a heartbeat.
   *
   * @return the last frame that had been sent before that heartbeat; empty if it was never sent
   */
  OptionalLong answered(long sequence, long nowNanos) {
    heartbeats.roundTripNanos(sequence, nowNanos).ifPresent(metrics::roundTrip);
    return heartbeats.frameBefore(sequence);
  }

  /** Counts something that is not done; told at once, but not more than once a second. */
  void complain(String code, String reason, long nowNanos) {
    metrics.unsupportedMessage();
    unsupported++;
    if (unsupported == 1 || nowNanos - lastComplaintNanos >= COMPLAINT_INTERVAL_NANOS) {
      lastComplaintNanos = nowNanos;
      complaint =
          encoder.encode(
              EventCatalog.error(
                  epochMillis.getAsLong(),
                  Severity.WARNING,
                  code,
                  (code.equals(UNSUPPORTED)
                          ? "a message was not understood: "
                          : "a message was refused: ")
                      + reason,
                  "websocket",
                  Map.of("unsupported", unsupported),
                  true));
    }
  }

  /** What is waiting, errors before the heartbeat; nothing waits after. */
  List<String> take() {
    if (isEmpty()) {
      return List.of();
    }
    List<String> taken = new ArrayList<>(2);
    if (complaint != null) {
      taken.add(complaint);
      complaint = null;
    }
    if (heartbeat != null) {
      taken.add(heartbeat);
      heartbeat = null;
    }
    return taken;
  }
}
