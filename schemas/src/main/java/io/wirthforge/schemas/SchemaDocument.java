package io.wirthforge.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A JSON Schema file (draft-07) that comes with this library. */
public enum SchemaDocument {
  /** The nine events. */
  EVENTS("events.v1.schema.json", "urn:wirthforge:schemas:events:v1"),
  /** What clients send, and what frames mode wraps events in. */
  MESSAGES("messages.v1.schema.json", "urn:wirthforge:schemas:messages:v1"),
  /** The bodies of the HTTP requests. */
  HTTP("http.v1.schema.json", "urn:wirthforge:schemas:http:v1"),
  /** The lines of a recording. */
  RECORDING("recording.v1.schema.json", "urn:wirthforge:schemas:recording:v1");

  private final String fileName;
  private final String id;

  SchemaDocument(String fileName, String id) {
    this.fileName = fileName;
    this.id = id;
  }

  /** The name of the file, such as {@code events.v1.schema.json}. */
  public String fileName() {
    return fileName;
  }

  /** The file's {@code $id}, by which others refer to it. */
  public String id() {
    return id;
  }

  /** The place of the file on the class path, with a leading slash. */
  public String resource() {
    return "/io/wirthforge/schemas/" + fileName;
  }

  /** The file's text. */
  public String text() {
    try (InputStream in = SchemaDocument.class.getResourceAsStream(resource())) {
      return new String(
          Objects.requireNonNull(in, fileName).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(fileName, e);
    }
  }

  /**
   * The validator of one of the file's definitions, compiled anew: keep it.
   *
   * @param name such as {@code promptRequest}
   * @throws IllegalArgumentException where there is none of this name
   */
  public DocumentValidator definition(String name) {
    return DocumentValidator.shipped(this, name);
  }
}
