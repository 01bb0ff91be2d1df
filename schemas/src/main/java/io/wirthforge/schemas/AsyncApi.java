package io.wirthforge.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The AsyncAPI 3 document: which messages travel in which direction, for tools to read. */
public final class AsyncApi {

  /** The document's name, beside the {@link SchemaDocument}s it refers to. */
  public static final String FILE_NAME = "asyncapi.json";

  private AsyncApi() {}

  /** The document's text. */
  public static String text() {
    try (InputStream in =
        AsyncApi.class.getResourceAsStream("/io/wirthforge/schemas/" + FILE_NAME)) {
      return new String(
          Objects.requireNonNull(in, FILE_NAME).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE_NAME, e);
    }
  }
}
