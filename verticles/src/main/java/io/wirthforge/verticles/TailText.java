package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.SafeText;
import java.util.function.Consumer;

/**
 * The text of a stream as it comes, each text that begins or goes on under a line that names it.
 */
final class TailText implements TailView {

  private final Consumer<String> out;
  private String current = "";
  private boolean atLineStart = true;
  private boolean any;

  TailText(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void reset() {
    if (any) {
      write("\n(all anew, as the server remembers it)\n");
      current = "";
    }
  }

  @Override
  public void event(JsonNode event) {
    if (!event.path("type").asText().equals("token_stream")) {
      return;
    }
    JsonNode payload = event.path("payload");
    String name = payload.path("sessionId").asText() + ", " + payload.path("modelId").asText();
    if (!name.equals(current)) {
      write((atLineStart ? "" : "\n") + "[" + SafeText.printable(name) + "]\n");
      current = name;
    }
    StringBuilder text = new StringBuilder();
    payload.path("tokens").forEach(token -> text.append(token.asText()));
    write(SafeText.printable(text.toString()));
    if (payload.path("isComplete").asBoolean()) {
      end();
      current = "";
    }
  }

  @Override
  public void end() {
    if (!atLineStart) {
      write("\n");
    }
  }

  private void write(String text) {
    if (!text.isEmpty()) {
      out.accept(text);
      atLineStart = text.endsWith("\n");
      any = true;
    }
  }
}
