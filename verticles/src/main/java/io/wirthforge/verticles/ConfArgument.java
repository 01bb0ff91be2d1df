package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code -conf}, seen before the launcher sees it: logging has to know its directory
 * before the first line is logged.
 */
final class ConfArgument {

  // Not Vert.x's JSON, whose first use starts the logging.
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> NAMES = List.of("-conf", "--conf");

  private final @Nullable String value;

  private ConfArgument(@Nullable String value) {
    this.value = value;
  }

  static ConfArgument in(String[] args) {
    for (int i = 0; i < args.length; i++) {
      for (String name : NAMES) {
        if (args[i].equalsIgnoreCase(name) && i + 1 < args.length) {
          return new ConfArgument(args[i + 1]);
        }
        if (args[i].regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
          return new ConfArgument(args[i].substring(name.length() + 1));
        }
      }
    }
    return new ConfArgument(null);
  }

  boolean isGiven() {
    return value != null;
  }

  /** The JSON object it holds or names; nothing if there is none, which the launcher tells. */
  JsonNode json() {
    if (value == null) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(Files.readString(Path.of(value)));
    } catch (IOException | InvalidPathException notAFile) {
      return inline(value);
    }
  }

  private static JsonNode inline(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
