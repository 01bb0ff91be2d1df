package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.util.List;
import java.util.Set;

/**
 * The picture of one model's energy in one frame: how strong, and where.
 *
 * @param timestamp in milliseconds since the epoch
 * @param frameNumber the tick it belongs to
 */
public record EnergyField(long timestamp, long frameNumber, Payload payload)
    implements MeasuredEvent, FrameNumbered {

  /**
   * {@code energy_field} on {@code energy}: the latest per model and kind; newcomers get one per
   * model.
   */
  public static final EventType<EnergyField> TYPE =
      new EventType<>(
          "energy_field",
          "energy",
          EnergyField.class,
          Rank.FIELD,
          new MergePolicy.Conflate<>(
              event -> new Slot(event.payload.modelId, event.payload.fieldType),
              (earlier, later) -> later),
          // Of two kinds of field only the newer is true now.
          new Retention.LastPerKey<>(event -> event.payload.modelId),
          (event, timestampMs, frame) -> new EnergyField(timestampMs, frame, event.payload),
          event -> Weights.EVENT + Weights.OBJECT * event.payload.coordinates.size());

  private record Slot(String modelId, FieldType fieldType) {}

  /**
   * @throws InvalidEventException for a negative timestamp or frame number, or no payload
   */
  public EnergyField {
    Check.timestamp(timestamp);
    Check.frameNumber(frameNumber);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<EnergyField> eventType() {
    return TYPE;
  }

  @Override
  public Set<String> modelIds() {
    return Set.of(payload.modelId);
  }

  /**
   * The picture.
   *
   * @param fieldType its kind
   * @param intensity the model's energy E(t), 0 to 1
   * @param coordinates the points, in the order of the tokens they stand for
   * @param modelId the model's slug
   */
  public record Payload(
      FieldType fieldType, double intensity, List<Coordinate> coordinates, String modelId) {

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      Check.present("/payload/fieldType", fieldType);
      intensity = Check.share("/payload/intensity", intensity);
      coordinates = Check.list("/payload/coordinates", coordinates);
      Check.modelId("/payload/modelId", modelId);
    }
  }

  /**
   * A point of the field.
   *
   * @param x its place across
   * @param y its place upwards
   * @param energy in energy units, 0 or more
   */
  public record Coordinate(double x, double y, double energy) {

    private static final String AT = "/payload/coordinates/*/";

    /**
     * @throws InvalidEventException naming the member that breaks a rule; {@code *} stands for the
     *     index, which a point doesn't know
     */
    public Coordinate {
      x = Check.finite(AT + "x", x);
      y = Check.finite(AT + "y", y);
      energy = Check.notNegative(AT + "energy", energy);
    }
  }

  /** The kind of a field. */
  public enum FieldType implements WireName {
    LIGHTNING,
    STREAM,
    INTERFERENCE,
    RESONANCE
  }
}
