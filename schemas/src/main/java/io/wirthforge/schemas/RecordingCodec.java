package io.wirthforge.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The translator between the lines of a recording and their JSON text, one line at a time. */
public final class RecordingCodec {

  /** The version of the format that is written and read here. */
  public static final int VERSION = 1;

  /** What the header says the file is. */
  public static final String FORMAT = "wirthforge-recording";

  /** The longest line there can be, in bytes. */
  public static final int MAX_LINE_BYTES = 64 << 20;

  private static final int DIGEST_BYTES = 8;

  private final EventCodec events;
  private final RecordingReader reader;

  /** A translator for recordings of a catalog's events. */
  public RecordingCodec(EventCatalog catalog) {
    this.events = new EventCodec(catalog);
    this.reader = new RecordingReader(catalog);
  }

  /** The line as JSON text in UTF-8, with the line feed that ends it. */
  public byte[] encode(RecordingLine line) {
    try (var bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator json = JsonMappers.BACKEND.createGenerator(bytes)) {
        json.writeStartObject();
        write(line, json);
        json.writeEndObject();
      }
      bytes.append('\n');
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a line of a recording can't be written", e);
    }
  }

  /**
   * The header that a line holds.
   *
   * @throws InvalidRecordingException where it is none of this version
   */
  public static RecordingLine.Header decodeHeader(byte[] line) {
    return RecordingReader.header(line);
  }

  /**
   * The line that a JSON text tells of, without the line feed.
   *
   * @throws InvalidRecordingException where it tells of none
   */
  public RecordingLine decode(byte[] line) {
    return reader.read(line);
  }

  /**
   * The types that a header names.
   *
   * @throws InvalidRecordingException where a name is unknown, or a declaration contradicts itself
   */
  public static EventCatalog catalogOf(RecordingLine.Header header) {
    return RecordingReader.catalogOf(header);
  }

  /**
   * Sixteen hexadecimal digits that frames share only if their events are the same, in the same
   * order, whenever they happened: timestamps count as 0.
   */
  public String digest(List<Event> frame, long frameNumber) {
    MessageDigest digest = sha256();
    for (Event event : frame) {
      digest.update(events.encode(event.eventType().stamped(event, 0, frameNumber)));
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  private static void write(RecordingLine line, JsonGenerator json) throws IOException {
    if (line instanceof RecordingLine.Header header) {
      writeHeader(header, json);
    } else if (line instanceof RecordingLine.State state) {
      json.writeStringField("line", "state");
      writeEvent(state.event(), json);
    } else if (line instanceof RecordingLine.Published published) {
      begin("event", published.nanos(), json);
      writeEvent(published.event(), json);
    } else if (line instanceof RecordingLine.Contributed contributed) {
      begin("contribution", contributed.nanos(), json);
      json.writeStringField("contributor", contributed.contributor());
      json.writeNumberField("frameNumber", contributed.frameNumber());
      json.writeArrayFieldStart("events");
      for (Event event : contributed.events()) {
        EventCodec.write(event, json);
      }
      json.writeEndArray();
    } else if (line instanceof RecordingLine.Warned warned) {
      begin("warning", warned.nanos(), json);
      writeEvent(warned.event(), json);
    } else {
      writeBoundary(line, json);
    }
  }

  private static void writeBoundary(RecordingLine line, JsonGenerator json) throws IOException {
    if (line instanceof RecordingLine.Opened opened) {
      begin("tick", opened.nanos(), json);
      writePosition(opened.tick(), json);
    } else if (line instanceof RecordingLine.Sealed sealed) {
      begin("frame", sealed.nanos(), json);
      writePosition(sealed.tick(), json);
      json.writeNumberField("events", sealed.events());
      json.writeNumberField("coalesced", sealed.coalesced());
      json.writeStringField("digest", sealed.digest());
    } else if (line instanceof RecordingLine.Lost lost) {
      begin("lost", lost.nanos(), json);
      json.writeNumberField("lines", lost.lines());
    } else if (line instanceof RecordingLine.End end) {
      begin("end", end.nanos(), json);
      json.writeNumberField("frames", end.frames());
      json.writeNumberField("events", end.events());
      json.writeNumberField("lost", end.lost());
      json.writeStringField("reason", end.reason().wireName());
    }
  }

  private static void writeHeader(RecordingLine.Header header, JsonGenerator json)
      throws IOException {
    json.writeStringField("line", "header");
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("program", header.program());
    json.writeStringField("epoch", header.epoch());
    json.writeNumberField("frameRate", header.frameRate());
    json.writeNumberField("startedAt", header.startedAtMs());
    json.writeBooleanField("text", header.text());
    json.writeNumberField("maxEventsPerTick", header.maxEventsPerTick());
    if (header.readyEvent() != null) {
      json.writeStringField("readyEvent", header.readyEvent());
    }
    if (header.after() != null) {
      json.writeObjectFieldStart("after");
      writePosition(header.after(), json);
      json.writeEndObject();
    }
    json.writeArrayFieldStart("types");
    for (String type : header.types()) {
      json.writeString(type);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("customTypes");
    for (TypeDeclaration type : header.customTypes()) {
      json.writeTree(type.toJson());
    }
    json.writeEndArray();
  }

  private static void begin(String name, long nanos, JsonGenerator json) throws IOException {
    json.writeStringField("line", name);
    json.writeNumberField("nanos", nanos);
  }

  private static void writePosition(RecordingLine.Position position, JsonGenerator json)
      throws IOException {
    json.writeNumberField("frameNumber", position.frameNumber());
    json.writeNumberField("timestamp", position.timestampMs());
  }

  private static void writeEvent(Event event, JsonGenerator json) throws IOException {
    json.writeFieldName("event");
    EventCodec.write(event, json);
  }

  /** Reads a position's two members. */
  static RecordingLine.Position position(JsonNode json) {
    return new RecordingLine.Position(
        json.path("frameNumber").longValue(), json.path("timestamp").longValue());
  }
}
