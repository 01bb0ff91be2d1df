package io.wirthforge.verticles.jar;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.engine.EmbeddedModel;
import io.wirthforge.verticles.model.engine.GeneratedToken;
import io.wirthforge.verticles.model.engine.Generation;
import io.wirthforge.verticles.model.engine.GenerationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A text that is known beforehand, and a jar that is set up to write it. */
final class JarText {

  private static final String PROMPT = "Emma said that";
  private static final int TOKENS = 120;
  private static final int SEED = 7;
  private static final int TOKENS_PER_SECOND = 150;

  /** What the engine makes of the prompt. */
  static final String RIGHT = text();

  private JarText() {}

  static String conf(int port, Path directory) {
    return new JsonObject()
        .put("port", port)
        .put("auth", "none")
        .put("log", new JsonObject().put("directory", directory.resolve("logs").toString()))
        .put(
            "model",
            new JsonObject().put("source", "embedded").put("tokensPerSecond", TOKENS_PER_SECOND))
        .encode();
  }

  /** Has it written once more. */
  static void prompt(RunningJar jar, int port) throws Exception {
    String body =
        new JsonObject()
            .put("prompt", PROMPT)
            .put("parameters", new JsonObject().put("seed", SEED).put("max_tokens", TOKENS))
            .encode();
    int status = jar.post(URI.create("http://127.0.0.1:" + port), "/prompt", body).statusCode();
    if (status != 202) {
      throw new AssertionError("status " + status);
    }
  }

  private static String text() {
    try {
      var options = new GenerationOptions(0.8, 0.95, TOKENS, List.of(), SEED);
      var generation = new Generation(EmbeddedModel.shipped(), PROMPT, options);
      StringBuilder text = new StringBuilder();
      for (GeneratedToken t = generation.next(); t != null; t = generation.next()) {
        text.append(t.text());
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
