package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import org.jspecify.annotations.Nullable;

/**
 * The server's sign of life to one connection, sent once a second.
 *
 * @param timestamp in milliseconds since the epoch
 */
public record Heartbeat(long timestamp, Payload payload) implements MeasuredEvent {

  /** {@code heartbeat} on {@code system}: the latest, nothing for newcomers. */
  public static final EventType<Heartbeat> TYPE =
      new EventType<>(
          "heartbeat",
          "system",
          Heartbeat.class,
          Rank.HEARTBEAT,
          new MergePolicy.Conflate<>(event -> "heartbeat", (earlier, later) -> later),
          new Retention.Nothing<>(),
          (event, timestampMs, frameNumber) -> new Heartbeat(timestampMs, event.payload),
          event -> Weights.EVENT + Weights.text(event.payload.connectionId));

  /**
   * @throws InvalidEventException for a negative timestamp or no payload
   */
  public Heartbeat {
    Check.timestamp(timestamp);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<Heartbeat> eventType() {
    return TYPE;
  }

  /**
   * The sign.
   *
   * @param sequence counts the heartbeats of the connection
   * @param serverTime in milliseconds since the epoch
   * @param frameRate frames per second as measured, in hertz, 0 or more
   * @param connectionId which connection this is
   */
  public record Payload(
      long sequence, long serverTime, @Nullable Double frameRate, @Nullable String connectionId) {

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      Check.count("/payload/sequence", sequence);
      Check.count("/payload/serverTime", serverTime);
      frameRate = Check.optionalNotNegative("/payload/frameRate", frameRate);
      connectionId = connectionId == null ? null : SafeText.clean(connectionId);
    }
  }
}
