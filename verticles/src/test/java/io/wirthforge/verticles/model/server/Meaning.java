package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.List;
import java.util.Locale;

/** Holds what a connector made of a script against what the script means. */
final class Meaning {

  private Meaning() {}

  static void assertChunks(WireScript script, List<TokenChunk> chunks) {
    assertThat(chunks).extracting(Meaning::json).containsExactlyElementsOf(script.chunks());
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).seq()).isEqualTo(i);
    }
  }

  static void assertEnd(WireScript script, TokenEnd end) {
    assertThat(end.reason().name().toLowerCase(Locale.ROOT))
        .as("%s: %s", script, end.message())
        .isEqualTo(script.end().getString("reason"));
    assertThat(end.tokens()).isEqualTo(script.end().getLong("tokens"));
    String message = script.end().getString("message");
    if (message == null) {
      assertThat(end.message()).isNull();
    } else {
      assertThat(end.message()).contains(message).doesNotContain("\n");
    }
  }

  private static JsonObject json(TokenChunk chunk) {
    return new JsonObject()
        .put("text", chunk.text())
        .put("tokens", chunk.tokens())
        .put("logprob", chunk.logprob())
        .put("top", chunk.top().size())
        .put("phase", chunk.phase().name().toLowerCase(Locale.ROOT));
  }
}
