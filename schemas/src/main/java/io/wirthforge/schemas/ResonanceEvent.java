package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The finding that several models speak in one rhythm.
 *
 * @param timestamp in milliseconds since the epoch
 * @param frameNumber the tick it belongs to
 */
public record ResonanceEvent(long timestamp, long frameNumber, Payload payload)
    implements MeasuredEvent, FrameNumbered {

  /** {@code resonance_event} on {@code council}: all are kept. */
  public static final EventType<ResonanceEvent> TYPE =
      new EventType<>(
          "resonance_event",
          "council",
          ResonanceEvent.class,
          Rank.COUNCIL,
          new MergePolicy.KeepAll<>(),
          new Retention.Nothing<>(),
          (event, timestampMs, frame) -> new ResonanceEvent(timestampMs, frame, event.payload),
          event -> Weights.EVENT + Weights.OBJECT * event.payload.participants.size());

  /**
   * @throws InvalidEventException for a negative timestamp or frame number, or no payload
   */
  public ResonanceEvent {
    Check.timestamp(timestamp);
    Check.frameNumber(frameNumber);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<ResonanceEvent> eventType() {
    return TYPE;
  }

  @Override
  public Set<String> modelIds() {
    return Set.copyOf(payload.participants);
  }

  /**
   * The finding.
   *
   * @param resonanceType the ratio of the rhythms
   * @param frequency of the slower rhythm, in hertz
   * @param amplitude how firmly the phases are locked, 0 to 1
   * @param participants slugs of the models, two or more
   * @param phase by how much one rhythm is ahead, in degrees, 0 to 360
   */
  public record Payload(
      ResonanceType resonanceType,
      double frequency,
      double amplitude,
      List<String> participants,
      @Nullable Double phase) {

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      Check.present("/payload/resonanceType", resonanceType);
      frequency = Check.notNegative("/payload/frequency", frequency);
      amplitude = Check.share("/payload/amplitude", amplitude);
      participants = Check.modelIds("/payload/participants", participants);
      phase = phase == null ? null : Double.valueOf(Check.range("/payload/phase", phase, 0, 360));
    }
  }

  /** The ratio of two rhythms. */
  public enum ResonanceType implements WireName {
    HARMONIC,
    FUNDAMENTAL,
    OVERTONE
  }
}
