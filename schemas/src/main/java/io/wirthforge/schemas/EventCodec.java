package io.wirthforge.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The translator between events and their JSON text, one event at a time, so that a bad one costs
 * nobody else anything. Safe for use by many threads.
 */
public final class EventCodec {

  private static final ObjectWriter WRITER =
      JsonMappers.BACKEND.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final EventCatalog catalog;

  /** A translator of the events of a catalog. */
  public EventCodec(EventCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The event as JSON text in UTF-8: {@code type} and {@code channel} first, members that are null
   * left out.
   *
   * @throws IllegalStateException where it can't be written, which takes a defect in this library
   */
  public byte[] encode(Event event) {
    try (var bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator json = WRITER.createGenerator(bytes)) {
        write(event, json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a " + event.type() + " can't be written as JSON", e);
    }
  }

  /** The event as a tree, as {@link #decode(JsonNode)} takes it. */
  public JsonNode toTree(Event event) {
    try {
      return JsonMappers.BACKEND.readTree(encode(event));
    } catch (IOException e) {
      throw new IllegalStateException("a " + event.type() + " can't be read back", e);
    }
  }

  static void write(Event event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", event.type());
    json.writeStringField("channel", event.channel());
    json.writeNumberField("timestamp", event.timestamp());
    if (event instanceof FrameNumbered numbered) {
      json.writeNumberField("frameNumber", numbered.frameNumber());
    } else if (event instanceof CustomEvent custom && custom.frameNumber() != null) {
      json.writeNumberField("frameNumber", custom.frameNumber());
    }
    json.writeFieldName("payload");
    WRITER.writeValue(
        json,
        event instanceof CustomEvent custom ? custom.tree() : ((WirthforgeEvent) event).payload());
    json.writeEndObject();
  }

  /**
   * The event that a JSON text in UTF-8 tells of.
   *
   * @throws InvalidEventException where it is no JSON, too long, too deep, or breaks the contract
   */
  public Event decode(byte[] json) {
    return decoded(JsonMappers.readBackend(json));
  }

  /**
   * The event that a JSON text tells of.
   *
   * @throws InvalidEventException where it is no JSON, too long, too deep, or breaks the contract
   */
  public Event decode(String json) {
    return decoded(JsonMappers.readBackend(json));
  }

  /**
   * The event that another node of a cluster encoded: as long as it may be there.
   *
   * @throws InvalidEventException where it is no JSON, or breaks the contract
   */
  public Event decodeFromNode(byte[] json) {
    return decoded(JsonMappers.readNode(json));
  }

  /**
   * The event that a tree tells of; the tree is not kept.
   *
   * @throws InvalidEventException where it breaks the contract
   */
  public Event decode(JsonNode json) {
    return catalog.decode(json);
  }

  private Event decoded(@Nullable JsonNode json) {
    if (json == null) {
      String expected = "well-formed, no key twice, at most 1 MiB and 64 levels";
      throw new InvalidEventException(List.of(new Violation("", "json", "text", expected)));
    }
    return decode(json);
  }
}
