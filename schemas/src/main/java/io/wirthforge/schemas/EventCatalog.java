package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The set of event types that one application speaks. Immutable.
 *
 * <p>Start from {@link #wirthforge()} (the nine) or {@link #systemOnly()} (the three that the
 * bridge itself sends) and add your own {@link #with}.
 */
public final class EventCatalog {

  private static final EventCatalog SYSTEM_ONLY =
      new EventCatalog(List.of(StartupComplete.TYPE, Heartbeat.TYPE, ErrorEvent.TYPE));

  private static final EventCatalog WIRTHFORGE = new EventCatalog(NineTypes.all());

  private final Map<String, EventType<?>> types = new LinkedHashMap<>();
  private final Set<String> channels = new LinkedHashSet<>();
  private final EventValidator validator = new EventValidator(this);

  private EventCatalog(Collection<EventType<?>> types) {
    for (EventType<?> type : types) {
      if (this.types.putIfAbsent(type.name(), type) != null) {
        throw new IllegalArgumentException(
            "two event types are named " + type.name() + ": give one of them another name");
      }
      channels.add(type.channel());
    }
  }

  /** All nine events of WIRTHFORGE v1.0.0. */
  public static EventCatalog wirthforge() {
    return WIRTHFORGE;
  }

  /** Only {@code startup_complete}, {@code heartbeat} and {@code error_event}. */
  public static EventCatalog systemOnly() {
    return SYSTEM_ONLY;
  }

  /**
   * This catalog and more types.
   *
   * @throws IllegalArgumentException where a name is taken, or a type was not built by {@link
   *     CustomEventType}
   */
  public EventCatalog with(EventType<?>... more) {
    for (EventType<?> type : more) {
      if (!NineTypes.contains(type)) {
        CustomShape.of(type);
      }
    }
    var all = new ArrayList<EventType<?>>(types.values());
    all.addAll(Arrays.asList(more));
    return new EventCatalog(all);
  }

  /** Exactly these types. */
  static EventCatalog of(Collection<EventType<?>> types) {
    return new EventCatalog(types);
  }

  /** The type of this name, or null. */
  public @Nullable EventType<?> find(String name) {
    return types.get(name);
  }

  /** Every type, in the order they were added. */
  public Collection<EventType<?>> types() {
    return Collections.unmodifiableCollection(types.values());
  }

  /** The name of every type. */
  public Set<String> names() {
    return Collections.unmodifiableSet(types.keySet());
  }

  /** Every channel that one of the types travels on. */
  public Set<String> channels() {
    return Collections.unmodifiableSet(channels);
  }

  /** The judge of these types. */
  public EventValidator validator() {
    return validator;
  }

  /**
   * The event that a tree tells of; the tree is not kept.
   *
   * @throws InvalidEventException where it breaks the contract
   */
  public Event decode(JsonNode json) {
    EventValidator.Checked checked = validator.check(json);
    if (!checked.violations().isEmpty()) {
      throw new InvalidEventException(checked.violations());
    }
    JsonNode event = checked.event();
    EventType<?> type = types.get(event.path("type").textValue());
    return type != null && type.stamp() instanceof CustomShape shape
        ? shape.read(event)
        : NineTypes.read(event);
  }

  /**
   * The event that a publisher's tree tells of. What only the frame can know may be left out:
   * {@code timestamp} and {@code frameNumber} are the tick's; {@code channel} follows from the
   * type.
   *
   * @param json is completed in place and not kept
   * @throws InvalidEventException where it breaks the contract
   */
  public Event decodePublished(ObjectNode json) {
    EventType<?> type = types.get(json.path("type").asText());
    if (type != null) {
      if (!json.has("channel")) {
        json.put("channel", type.channel());
      }
      if (!json.has("timestamp")) {
        json.put("timestamp", 0);
      }
      if (isFrameNumbered(type) && !json.has("frameNumber")) {
        json.put("frameNumber", 0);
      }
    }
    return decode(json);
  }

  private static boolean isFrameNumbered(EventType<?> type) {
    return type.stamp() instanceof CustomShape shape
        ? shape.isNumbered()
        : FrameNumbered.class.isAssignableFrom(type.javaType());
  }

  /**
   * A {@code heartbeat}.
   *
   * @param sequence counts the heartbeats of a connection
   * @param serverTimeMs in milliseconds since the epoch; the event's timestamp as well
   * @param frameRateHz as measured, if it is
   * @param connectionId which connection it is for, if that is told
   * @throws InvalidEventException where a figure is negative or not finite
   */
  public static Event heartbeat(
      long sequence,
      long serverTimeMs,
      @Nullable Double frameRateHz,
      @Nullable String connectionId) {
    return new Heartbeat(
        serverTimeMs, new Heartbeat.Payload(sequence, serverTimeMs, frameRateHz, connectionId));
  }

  /**
   * An {@code error_event} that a tick has yet to stamp: its timestamp is 0.
   *
   * @see #error(long, Severity, String, String, String, Map, boolean)
   */
  public static Event error(
      Severity severity,
      String code,
      String message,
      String component,
      @Nullable Map<String, ? extends @Nullable Object> details,
      boolean recoverable) {
    return error(0, severity, code, message, component, details, recoverable);
  }

  /**
   * An {@code error_event}.
   *
   * @param timestampMs in milliseconds since the epoch
   * @param code a fixed name such as {@code FRAME_OVERRUN}
   * @param message for people; cut to 1000 code points
   * @param component orchestrator, decipher, websocket, model or ui
   * @param details figures that belong to it, as JSON values
   * @param recoverable whether work goes on by itself
   * @throws InvalidEventException for another code or component, or details that JSON can't hold
   */
  public static Event error(
      long timestampMs,
      Severity severity,
      String code,
      String message,
      String component,
      @Nullable Map<String, ? extends @Nullable Object> details,
      boolean recoverable) {
    return new ErrorEvent(
        timestampMs,
        new ErrorEvent.Payload(
            severity,
            code,
            message,
            ErrorEvent.Component.of(component),
            details == null ? null : Collections.unmodifiableMap(details),
            recoverable));
  }
}
