package io.wirthforge.verticles.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.JsonMappers;

/** Fuzzing's way to a configuration: taken with all of it in range, or refused in one sentence. */
public final class ConfigFuzz {

  private ConfigFuzz() {}

  /** A JSON object. */
  public static void fuzzerTestOneInput(byte[] data) {
    JsonNode tree = JsonMappers.readHttpBody(data);
    if (tree == null || !tree.isObject()) {
      return;
    }
    try {
      AppConfig config = AppConfig.of(new JsonObject(tree.toString()));
      config.bridgeOptions();
      config.model();
    } catch (InvalidConfigException e) {
      String words = e.getMessage();
      if (words == null || words.isBlank() || words.contains("\n")) {
        throw new AssertionError("a refusal without a sentence");
      }
    }
  }
}
