package io.wirthforge.verticles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * A stream as JSON lines, an event a line. They are ASCII, so that nothing in them can do anything
 * to a terminal. Text is emptied unless asked for: lines like these end up in files.
 */
final class TailJson implements TailView {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
  private static final String DELETE = "\u007f";

  private final Consumer<String> out;
  private final boolean withText;

  TailJson(Consumer<String> out, boolean withText) {
    this.out = out;
    this.withText = withText;
  }

  @Override
  public void event(JsonNode event) {
    try {
      String line = JSON.writeValueAsString(withText ? event : withoutText(event));
      out.accept(line.replace(DELETE, "\\u007f"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same with each token empty: how many there were is still seen. */
  private static JsonNode withoutText(JsonNode event) {
    if (!(event.path("payload").path("tokens") instanceof ArrayNode tokens)) {
      return event;
    }
    ObjectNode copy = event.deepCopy();
    ArrayNode emptied = ((ObjectNode) copy.path("payload")).putArray("tokens");
    tokens.forEach(token -> emptied.add(""));
    return copy;
  }
}
