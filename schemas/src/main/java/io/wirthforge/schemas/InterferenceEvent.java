package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.util.List;
import java.util.Set;

/**
 * The finding that the energies of several models rise and fall together, against one another, or
 * neither.
 *
 * @param timestamp in milliseconds since the epoch
 * @param frameNumber the tick it belongs to
 */
public record InterferenceEvent(long timestamp, long frameNumber, Payload payload)
    implements MeasuredEvent, FrameNumbered {

  /** {@code interference_event} on {@code council}: all are kept. */
  public static final EventType<InterferenceEvent> TYPE =
      new EventType<>(
          "interference_event",
          "council",
          InterferenceEvent.class,
          Rank.COUNCIL,
          new MergePolicy.KeepAll<>(),
          new Retention.Nothing<>(),
          (event, timestampMs, frame) -> new InterferenceEvent(timestampMs, frame, event.payload),
          event -> Weights.EVENT + Weights.OBJECT * event.payload.models.size());

  /**
   * @throws InvalidEventException for a negative timestamp or frame number, or no payload
   */
  public InterferenceEvent {
    Check.timestamp(timestamp);
    Check.frameNumber(frameNumber);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<InterferenceEvent> eventType() {
    return TYPE;
  }

  @Override
  public Set<String> modelIds() {
    return Set.copyOf(payload.models);
  }

  /**
   * The finding.
   *
   * @param patternType how the energies relate
   * @param models slugs of the models, two or more
   * @param intensity the strength of the relation, 0 to 1
   * @param coherenceScore 0 (opposed) over 0.5 (unrelated) to 1 (together)
   */
  public record Payload(
      PatternType patternType, List<String> models, double intensity, double coherenceScore) {

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      Check.present("/payload/patternType", patternType);
      models = Check.modelIds("/payload/models", models);
      intensity = Check.share("/payload/intensity", intensity);
      coherenceScore = Check.share("/payload/coherenceScore", coherenceScore);
    }
  }

  /** How energies relate. */
  public enum PatternType implements WireName {
    CONSTRUCTIVE,
    DESTRUCTIVE,
    NEUTRAL
  }
}
