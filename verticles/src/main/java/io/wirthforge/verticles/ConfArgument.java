package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /**
   * Arguments with more settings than they have; where the value is no JSON object they stay as
   * they are, for the launcher to tell.
   *
   * @param name the object of the configuration to add to
   */
  static String[] withMore(List<String> args, String name, ObjectNode more) {
    ConfArgument given = in(args.toArray(String[]::new));
    JsonNode json = given.isGiven() ? given.json() : MAPPER.createObjectNode();
    if (!(json instanceof ObjectNode settings)
        || !settings.path(name).isMissingNode() && !settings.path(name).isObject()) {
      return args.toArray(String[]::new);
    }
    settings.withObject("/" + name).setAll(more);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i).toLowerCase(Locale.ROOT);
      if (NAMES.contains(arg)) {
        i++; // Its value goes with it.
      } else if (NAMES.stream().noneMatch(each -> arg.startsWith(each + "="))) {
        all.add(args.get(i));
      }
    }
    all.add("-conf");
    all.add(settings.toString());
    return all.toArray(String[]::new);
  }

  private static JsonNode inline(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
