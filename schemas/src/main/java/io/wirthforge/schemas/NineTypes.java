package io.wirthforge.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nine types of WIRTHFORGE v1.0.0, and how each is read from a tree. */
final class NineTypes {

  /** Makes an event of its parts; types without a frame number ignore it. */
  @FunctionalInterface
  private interface Maker<P extends Record> {
    WirthforgeEvent make(long timestamp, long frameNumber, P payload);
  }

  private record Reader<P extends Record>(EventType<?> type, Class<P> payloadType, Maker<P> maker) {

    WirthforgeEvent read(JsonNode event) throws JsonProcessingException {
      return maker.make(
          event.path("timestamp").longValue(),
          event.path("frameNumber").longValue(),
          JsonMappers.BACKEND.treeToValue(event.get("payload"), payloadType));
    }
  }

  private static final List<Reader<?>> READERS =
      List.of(
          new Reader<>(
              StartupComplete.TYPE,
              StartupComplete.Payload.class,
              (timestamp, frame, payload) -> new StartupComplete(timestamp, payload)),
          new Reader<>(EnergyUpdate.TYPE, EnergyUpdate.Payload.class, EnergyUpdate::new),
          new Reader<>(EnergyField.TYPE, EnergyField.Payload.class, EnergyField::new),
          new Reader<>(
              TokenStream.TYPE,
              TokenStream.Payload.class,
              (timestamp, frame, payload) -> new TokenStream(timestamp, payload)),
          new Reader<>(
              InterferenceEvent.TYPE, InterferenceEvent.Payload.class, InterferenceEvent::new),
          new Reader<>(ResonanceEvent.TYPE, ResonanceEvent.Payload.class, ResonanceEvent::new),
          new Reader<>(
              RewardEvent.TYPE,
              RewardEvent.Payload.class,
              (timestamp, frame, payload) -> new RewardEvent(timestamp, payload)),
          new Reader<>(
              Heartbeat.TYPE,
              Heartbeat.Payload.class,
              (timestamp, frame, payload) -> new Heartbeat(timestamp, payload)),
          new Reader<>(
              ErrorEvent.TYPE,
              ErrorEvent.Payload.class,
              (timestamp, frame, payload) -> new ErrorEvent(timestamp, payload)));

  private static final Map<String, Reader<?>> BY_NAME =
      READERS.stream()
          .collect(Collectors.toUnmodifiableMap(each -> each.type.name(), Function.identity()));

  private NineTypes() {}

  static List<EventType<?>> all() {
    return READERS.stream().<EventType<?>>map(Reader::type).toList();
  }

  static boolean contains(EventType<?> type) {
    Reader<?> reader = BY_NAME.get(type.name());
    return reader != null && reader.type == type;
  }

  static boolean isTaken(String name) {
    return BY_NAME.containsKey(name);
  }

  /**
   * The event of a tree in its one form that the validator found valid.
   *
   * @throws InvalidEventException where the record is stricter than the schema, which it isn't
   */
  static WirthforgeEvent read(JsonNode event) {
    String name = event.path("type").textValue();
    try {
      return BY_NAME.get(name).read(event);
    } catch (JsonProcessingException e) {
      throw refusal(name, e);
    }
  }

  private static RuntimeException refusal(String name, JsonProcessingException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidEventException refusal) {
        return refusal;
      }
    }
    // No cause: Jackson's exceptions quote what they read.
    return new IllegalStateException("the schema of " + name + " allows what its record can't be");
  }
}
