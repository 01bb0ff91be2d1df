package io.wirthforge.verticles.config;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.reward.ProfileFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether rewards are given, and where they are kept.
 *
 * @param file null to keep them in memory alone
 */
public record RewardConfig(boolean enabled, @Nullable Path file) {

  /** The settings, with the usual file in a person's data directory where none is set. */
  static RewardConfig of(JsonObject json, Map<String, String> environment, String home) {
    boolean enabled = json.getBoolean("enabled");
    if (!json.containsKey("file")) {
      return new RewardConfig(enabled, ProfileFile.usual(environment, home));
    }
    String file = json.getString("file");
    try {
      return new RewardConfig(enabled, file == null ? null : Path.of(file));
    } catch (InvalidPathException e) {
      throw new InvalidConfigException("configuration: \"rewards.file\" is no path");
    }
  }
}
