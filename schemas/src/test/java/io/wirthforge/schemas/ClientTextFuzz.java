package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.ClientMessages.Unsupported;
import java.nio.charset.StandardCharsets;

/** Fuzzing's way to what clients send: WebSocket messages, and bodies of requests. */
public final class ClientTextFuzz {

  private static final int MAX_REASON = 80;

  private ClientTextFuzz() {}

  /** Anything at all is answered, in a printable phrase that holds nothing of what was sent. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    if (ClientMessages.parse(text) instanceof Unsupported unsupported) {
      String reason = unsupported.reason();
      boolean isPrintable = reason.chars().allMatch(c -> c >= ' ' && c <= '~');
      if (reason.isEmpty() || reason.length() > MAX_REASON || !isPrintable) {
        throw new AssertionError("a reason of " + reason.length() + " characters");
      }
    }
    JsonNode body = JsonMappers.readHttpBody(data);
    if (body != null) {
      SchemaDocument.HTTP.definition("promptRequest").validate(body);
      SchemaDocument.HTTP.definition("stopRequest").validate(body);
    }
  }
}
