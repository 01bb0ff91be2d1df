package io.wirthforge.verticles.config;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.RecordingOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether the session is recorded, and how.
 *
 * @param file null to record nothing
 */
public record RecordConfig(@Nullable Path file, RecordingOptions options) {

  static RecordConfig of(JsonObject json) {
    String file = json.getString("file");
    try {
      return new RecordConfig(file == null ? null : Path.of(file), new RecordingOptions(json));
    } catch (InvalidPathException e) {
      throw new InvalidConfigException("configuration: \"record.file\" is no path");
    }
  }
}
