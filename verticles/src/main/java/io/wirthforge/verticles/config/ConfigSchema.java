package io.wirthforge.verticles.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.DocumentValidator;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.schemas.SafeText;
import io.wirthforge.schemas.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The rules of the configuration, and the words for what breaks them. */
final class ConfigSchema {

  static final ConfigSchema SHIPPED = new ConfigSchema(read("wirthforge.schema.json"));

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();
  private static final int MAX_VALUE_LENGTH = 80;
  private static final int ALIKE_FROM = 3;

  private final JsonNode schema;
  private final DocumentValidator validator;

  private ConfigSchema(String text) {
    schema = tree(text);
    validator = DocumentValidator.of(schema);
  }

  /** The defaults. */
  static JsonObject defaults() {
    return new JsonObject(read("wirthforge.json"));
  }

  /**
   * Refuses a configuration that breaks a rule.
   *
   * @throws InvalidConfigException naming key, value and what would do
   */
  void check(JsonObject config) {
    JsonNode document = document(config);
    List<Violation> violations = validator.validate(document);
    if (!violations.isEmpty()) {
      throw new InvalidConfigException(words(violations.get(0), document));
    }
  }

  /** Every key there is, as dotted paths. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    collect("", schema, keys);
    return keys;
  }

  private String words(Violation violation, JsonNode document) {
    String pointer = violation.pointer();
    String key = pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    JsonNode found = document.at(pointer);
    if ("additionalProperties".equals(violation.rule())) {
      // A key with odd characters is told escaped, so that it leads to no value.
      return "configuration: unknown key \""
          + key
          + (found.isMissingNode() ? "\"" : "\" (value " + shortened(found) + ")")
          + "; the nearest known key is \""
          + nearest(key)
          + "\"";
    }
    return "configuration: \""
        + key
        + "\" can't be "
        + shortened(found)
        + " ("
        + violation.rule()
        + " "
        + violation.expected()
        + "). "
        + description(pointer);
  }

  private String nearest(String key) {
    return keys().stream()
        .min(
            Comparator.<String>comparingInt(known -> unlikeness(known, key))
                .thenComparing(known -> !parent(known).equals(parent(key)))
                .thenComparingInt(known -> DISTANCE.apply(known, key)))
        .orElse("");
  }

  /** How many letters differ; a name that holds the other one is as near as one letter. */
  private static int unlikeness(String known, String key) {
    String knownName = name(known);
    String name = name(key);
    boolean alike =
        name.length() >= ALIKE_FROM && (holds(knownName, name) || holds(name, knownName));
    return Math.min(DISTANCE.apply(known, key), 1 + (alike ? 0 : DISTANCE.apply(knownName, name)));
  }

  private static boolean holds(String longer, String shorter) {
    return longer.toLowerCase(Locale.ROOT).contains(shorter.toLowerCase(Locale.ROOT));
  }

  private static String parent(String key) {
    return key.substring(0, key.lastIndexOf('.') + 1);
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private String description(String pointer) {
    JsonNode node = schema;
    String description = "";
    for (String part : pointer.substring(1).split("/")) {
      node = node.has("items") ? node.path("items") : node.path("properties").path(part);
      description = node.path("description").asText(description);
    }
    return description;
  }

  private static void collect(String prefix, JsonNode node, List<String> keys) {
    if (node.has("items")) {
      collect(prefix, node.path("items"), keys);
    }
    node.path("properties")
        .fields()
        .forEachRemaining(
            entry -> {
              String key = prefix + entry.getKey();
              keys.add(key);
              collect(key + ".", entry.getValue(), keys);
            });
  }

  private static String shortened(JsonNode value) {
    String text = value.toString().replaceAll("\\p{Cc}", "?");
    return text.length() <= MAX_VALUE_LENGTH ? text : SafeText.cut(text, MAX_VALUE_LENGTH) + "…";
  }

  private static JsonNode document(JsonObject config) {
    try {
      return JsonMappers.BACKEND.readTree(config.encode());
    } catch (IOException e) { // What JSON allows and this reader does not are lengths and depths.
      throw new InvalidConfigException(
          "configuration: a key is too long, or objects are nested too deep");
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JsonMappers.BACKEND.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try (InputStream in = ConfigSchema.class.getResourceAsStream("/conf/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
