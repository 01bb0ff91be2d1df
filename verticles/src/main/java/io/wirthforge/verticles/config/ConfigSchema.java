package io.wirthforge.verticles.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.DocumentValidator;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.schemas.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The rules of the configuration, and the words for what breaks them. */
final class ConfigSchema {

  static final ConfigSchema SHIPPED = new ConfigSchema(read("wirthforge.schema.json"));

  private static final int MAX_VALUE_LENGTH = 80;

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
    JsonNode document = tree(config.encode());
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
    String key = violation.pointer().substring(1).replace('/', '.');
    String value = shortened(document.at(violation.pointer()).toString());
    if ("additionalProperties".equals(violation.rule())) {
      return "configuration: unknown key \""
          + key
          + "\" (value "
          + value
          + "); the nearest known key is \""
          + nearest(key)
          + "\"";
    }
    return "configuration: \""
        + key
        + "\" can't be "
        + value
        + " ("
        + violation.rule()
        + " "
        + violation.expected()
        + "). "
        + description(violation.pointer());
  }

  private String nearest(String key) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String lastPart = key.substring(key.lastIndexOf('.') + 1);
    return keys().stream()
        .min(
            Comparator.comparingInt(
                known ->
                    Math.min(
                        distance.apply(known, key),
                        1 + distance.apply(known.substring(known.lastIndexOf('.') + 1), lastPart))))
        .orElse("");
  }

  private String description(String pointer) {
    JsonNode node = schema;
    for (String part : pointer.substring(1).split("/")) {
      JsonNode next = node.path("properties").path(part);
      if (next.isMissingNode()) {
        break;
      }
      node = next;
    }
    return node.path("description").asText();
  }

  private static void collect(String prefix, JsonNode node, List<String> keys) {
    node.path("properties")
        .fields()
        .forEachRemaining(
            entry -> {
              String key = prefix + entry.getKey();
              keys.add(key);
              collect(key + ".", entry.getValue(), keys);
            });
  }

  private static String shortened(String value) {
    return value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH) + "…";
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
