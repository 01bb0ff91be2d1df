package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a recording, each checked against the schema of its kind. */
final class RecordingReader {

  private static final int MAX_NAME_LENGTH = 40;

  private static final DocumentValidator HEADER = SchemaDocument.RECORDING.definition("header");

  private final EventCatalog catalog;
  private final Map<String, DocumentValidator> validators = new HashMap<>();

  RecordingReader(EventCatalog catalog) {
    this.catalog = catalog;
    for (String name :
        List.of("state", "event", "contribution", "warning", "tick", "frame", "lost", "end")) {
      validators.put(name, SchemaDocument.RECORDING.definition(name));
    }
  }

  static RecordingLine.Header header(byte[] line) {
    JsonNode json = tree(line);
    if (json == null || !RecordingCodec.FORMAT.equals(json.path("format").textValue())) {
      throw new InvalidRecordingException(
          "is no recording of WIRTHFORGE: make one with record, or name another file");
    }
    if (json.path("version").asInt() != RecordingCodec.VERSION) {
      throw new InvalidRecordingException(
          "is a recording of format version "
              + SafeText.cut(json.path("version").asText(), MAX_NAME_LENGTH)
              + ", this program reads version "
              + RecordingCodec.VERSION
              + ": replay it with the program that made it");
    }
    check(HEADER, json);
    List<String> types = new ArrayList<>();
    json.path("types").forEach(type -> types.add(type.textValue()));
    List<TypeDeclaration> customTypes = new ArrayList<>();
    json.path("customTypes").forEach(type -> customTypes.add(TypeDeclaration.read(type)));
    return new RecordingLine.Header(
        json.path("program").textValue(),
        json.path("epoch").textValue(),
        json.path("frameRate").intValue(),
        json.path("startedAt").longValue(),
        json.path("text").booleanValue(),
        json.path("maxEventsPerTick").intValue(),
        json.path("readyEvent").textValue(),
        json.has("after") ? RecordingCodec.position(json.path("after")) : null,
        types,
        customTypes);
  }

  static EventCatalog catalogOf(RecordingLine.Header header) {
    List<EventType<?>> types = new ArrayList<>();
    for (String name : header.types()) {
      EventType<?> type = EventCatalog.wirthforge().find(name);
      if (type == null) {
        throw new InvalidRecordingException(
            "its header names the event type "
                + quoted(name)
                + ", which this program does not know: replay it with the program that made it");
      }
      types.add(type);
    }
    try {
      header.customTypes().forEach(declared -> types.add(declared.build()));
      return EventCatalog.of(types);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordingException(
          "its header declares a type that can't be: " + SafeText.cut(e.getMessage(), 200));
    }
  }

  RecordingLine read(byte[] line) {
    JsonNode json = tree(line);
    if (json == null || !json.isObject()) {
      throw new InvalidRecordingException(
          "is not JSON: the file was damaged, record again or cut it before this line");
    }
    String name = json.path("line").asText();
    DocumentValidator validator = validators.get(name);
    if (validator == null) {
      throw new InvalidRecordingException(
          name.equals("header")
              ? "is a second header: two recordings were joined, replay each by itself"
              : "is of an unknown kind " + quoted(name) + ": a newer program made it, or damage");
    }
    check(validator, withoutPayloads(json));
    try {
      return line(name, json);
    } catch (InvalidEventException e) {
      throw new InvalidRecordingException(
          "holds an event that can't be: " + e.getMessage() + ": damaged, or of a newer program");
    }
  }

  private RecordingLine line(String name, JsonNode json) {
    long nanos = json.path("nanos").longValue();
    return switch (name) {
      case "state" -> new RecordingLine.State(event(json));
      case "event" -> new RecordingLine.Published(nanos, event(json));
      case "warning" -> new RecordingLine.Warned(nanos, event(json));
      case "tick" -> new RecordingLine.Opened(nanos, RecordingCodec.position(json));
      case "lost" -> new RecordingLine.Lost(nanos, json.path("lines").longValue());
      case "contribution" -> {
        List<Event> events = new ArrayList<>();
        json.path("events").forEach(event -> events.add(catalog.decode(event)));
        yield new RecordingLine.Contributed(
            nanos,
            json.path("contributor").textValue(),
            json.path("frameNumber").longValue(),
            events);
      }
      case "frame" ->
          new RecordingLine.Sealed(
              nanos,
              RecordingCodec.position(json),
              json.path("events").intValue(),
              json.path("coalesced").longValue(),
              json.path("digest").textValue());
      default ->
          new RecordingLine.End(
              nanos,
              json.path("frames").longValue(),
              json.path("events").longValue(),
              json.path("lost").longValue(),
              RecordingLine.Reason.valueOf(
                  json.path("reason").textValue().toUpperCase(Locale.ROOT)));
    };
  }

  private Event event(JsonNode json) {
    return catalog.decode(json.path("event"));
  }

  /** Payloads are checked with their events, by the schemas of those. */
  private static JsonNode withoutPayloads(JsonNode line) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) line);
    if (line.path("event").isObject()) {
      envelope.set("event", withoutPayload(line.path("event")));
    }
    if (line.path("events").isArray()) {
      var events = envelope.putArray("events");
      line.path("events").forEach(event -> events.add(withoutPayload(event)));
    }
    return envelope;
  }

  private static JsonNode withoutPayload(JsonNode event) {
    if (event.path("payload").isObject()) {
      ObjectNode envelope = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) event);
      envelope.putObject("payload");
      return envelope;
    }
    return event;
  }

  private static void check(DocumentValidator validator, JsonNode json) {
    List<Violation> violations = validator.validate(json);
    if (!violations.isEmpty()) {
      throw new InvalidRecordingException(
          "breaks the format: " + violations.get(0) + ": damaged, or of a newer program");
    }
  }

  private static String quoted(String name) {
    return '"' + SafeText.cut(name.replaceAll("[^\\w. -]", "?"), MAX_NAME_LENGTH) + '"';
  }

  private static @Nullable JsonNode tree(byte[] line) {
    try {
      JsonNode tree = JsonMappers.RECORDING.readTree(line);
      return tree.isMissingNode() ? null : tree;
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }
}
