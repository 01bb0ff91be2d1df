package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An event of a type that an application declared with {@link CustomEventType}.
 *
 * @param timestamp in milliseconds since the epoch
 * @param frameNumber the tick it belongs to, exactly where the type has frame numbers
 * @param payload a JSON object; copied on the way in and out, so no event ever changes
 */
public record CustomEvent(
    EventType<CustomEvent> eventType, long timestamp, @Nullable Long frameNumber, JsonNode payload)
    implements Event {

  /**
   * @throws InvalidEventException where the payload breaks the type's schema, lacks a member of the
   *     slot key, or has a field that can't be merged as declared; for a negative timestamp or
   *     frame number; where the frame number is missing or not wanted
   */
  public CustomEvent {
    CustomShape shape = CustomShape.of(eventType);
    Check.timestamp(timestamp);
    frameNumber = shape.frameNumber(frameNumber);
    payload = payload instanceof FrozenPayload ? payload : shape.freeze(payload);
  }

  /**
   * An event that a tick has yet to stamp: its timestamp, and frame number if it has one, is 0.
   *
   * @throws InvalidEventException where the payload breaks a rule of the type
   */
  public static CustomEvent of(EventType<CustomEvent> type, JsonNode payload) {
    Long frameNumber = CustomShape.of(type).isNumbered() ? 0L : null;
    return new CustomEvent(type, 0, frameNumber, payload);
  }

  /** A copy of the payload. */
  @Override
  public JsonNode payload() {
    return payload.deepCopy();
  }

  /** The payload itself, not to be changed or handed out. */
  FrozenPayload tree() {
    return (FrozenPayload) payload;
  }

  CustomEvent withTree(FrozenPayload tree) {
    return new CustomEvent(eventType, timestamp, frameNumber, tree);
  }

  /** Names the type without the payload, which may hold text. */
  @Override
  public String toString() {
    return eventType.toString();
  }
}
