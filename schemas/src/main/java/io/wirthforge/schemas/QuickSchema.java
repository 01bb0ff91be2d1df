package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema's short cut: it knows of nearly every valid document that it is valid.
 *
 * <p>Where it is not sure it says no, and the whole schema decides and tells why. So each rule may
 * be stricter than its keyword, never laxer. For trees in their one form only.
 */
final class QuickSchema {

  private static final int MAX_DEPTH = 32;
  private static final String DEFINITIONS = "#/definitions/";
  private static final Set<String> NOTES = Set.of("title", "description");

  @FunctionalInterface
  private interface Rule {
    boolean passes(JsonNode node);
  }

  private static final Map<String, Rule> TYPES =
      Map.of(
          "object", JsonNode::isObject,
          "array", JsonNode::isArray,
          "string", JsonNode::isTextual,
          "boolean", JsonNode::isBoolean,
          "number", JsonNode::isNumber,
          "integer", JsonNode::isIntegralNumber);

  private final Rule[] rules;

  private QuickSchema(List<Rule> rules) {
    this.rules = rules.toArray(Rule[]::new);
  }

  /**
   * The short cut of a schema.
   *
   * @param home the document it is a part of, if it is
   * @return null where it has a keyword that this doesn't know
   */
  static @Nullable QuickSchema of(JsonNode schema, @Nullable SchemaDocument home) {
    return of(schema, home, 0);
  }

  /** Whether the document is valid for certain. */
  boolean accepts(JsonNode document) {
    for (Rule rule : rules) {
      if (!rule.passes(document)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable QuickSchema of(
      JsonNode schema, @Nullable SchemaDocument home, int depth) {
    if (!schema.isObject() || depth > MAX_DEPTH) {
      return null;
    }
    if (schema.has("$ref")) { // What stands beside it means nothing in draft-07.
      return referred(schema.get("$ref").asText(), home, depth + 1);
    }
    var rules = new ArrayList<Rule>();
    for (var keyword : schema.properties()) {
      if (!NOTES.contains(keyword.getKey())) {
        Rule rule = rule(keyword.getKey(), keyword.getValue(), schema, home, depth + 1);
        if (rule == null) {
          return null;
        }
        rules.add(rule);
      }
    }
    return new QuickSchema(rules);
  }

  private static @Nullable QuickSchema referred(
      String reference, @Nullable SchemaDocument home, int depth) {
    int at = reference.indexOf(DEFINITIONS);
    SchemaDocument document = at == 0 ? home : SchemaEngine.document(reference, at);
    return document == null
        ? null
        : of(
            SchemaEngine.definitions(document).path(reference.substring(at + DEFINITIONS.length())),
            document,
            depth);
  }

  private static @Nullable Rule rule(
      String keyword, JsonNode value, JsonNode schema, @Nullable SchemaDocument home, int depth) {
    return switch (keyword) {
      case "type" -> TYPES.get(value.asText());
      case "const" -> oneOf(List.of(value));
      case "enum" -> oneOf(value);
      case "minimum" -> bound(value, -1);
      case "maximum" -> bound(value, 1);
      case "maxLength" ->
          value.isInt() ? node -> node.isTextual() && isShort(node, value.intValue()) : null;
      case "minItems" ->
          value.isInt() ? node -> node.isArray() && node.size() >= value.intValue() : null;
      case "pattern" ->
          value.asText().equals(Check.MODEL_ID)
              ? node -> node.isTextual() && Check.isModelId(node.textValue())
              : null;
      case "required" -> required(value);
      case "properties" -> members(value, schema.path("additionalProperties"), home, depth);
      case "additionalProperties" ->
          value.isBoolean() && schema.has("properties") ? node -> true : null;
      case "items" -> items(value, home, depth);
      default -> null;
    };
  }

  /** As long in code points at most. */
  private static boolean isShort(JsonNode text, int maxLength) {
    return text.textValue().length() <= maxLength;
  }

  private static @Nullable Rule oneOf(Iterable<JsonNode> values) {
    Set<JsonNode> allowed = new HashSet<>();
    for (JsonNode value : values) {
      if (!value.isTextual() && !value.isInt()) {
        return null;
      }
      allowed.add(value);
    }
    return allowed::contains;
  }

  private static @Nullable Rule bound(JsonNode value, int beyond) {
    if (!value.isNumber()) {
      return null;
    }
    BigDecimal limit = value.decimalValue();
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      return node -> node.isNumber() && node.decimalValue().compareTo(limit) != beyond;
    }
    long whole = value.longValue();
    return node ->
        node.isInt() || node.isLong()
            ? Long.compare(node.longValue(), whole) != beyond
            : node.isNumber() && node.decimalValue().compareTo(limit) != beyond;
  }

  private static @Nullable Rule required(JsonNode names) {
    List<String> needed = new ArrayList<>();
    names.forEach(name -> needed.add(name.asText()));
    return node -> {
      for (String name : needed) {
        if (!node.has(name)) {
          return false;
        }
      }
      return node.isObject();
    };
  }

  private static @Nullable Rule members(
      JsonNode schemas, JsonNode others, @Nullable SchemaDocument home, int depth) {
    Map<String, QuickSchema> known = new HashMap<>();
    for (var member : schemas.properties()) {
      QuickSchema schema = of(member.getValue(), home, depth);
      if (schema == null) {
        return null;
      }
      known.put(member.getKey(), schema);
    }
    boolean open = others.isMissingNode() || others.booleanValue();
    return node -> {
      for (var member : node.properties()) {
        QuickSchema schema = known.get(member.getKey());
        if (schema == null ? !open : !schema.accepts(member.getValue())) {
          return false;
        }
      }
      return node.isObject();
    };
  }

  private static @Nullable Rule items(JsonNode value, @Nullable SchemaDocument home, int depth) {
    QuickSchema schema = of(value, home, depth);
    if (schema == null) {
      return null;
    }
    return node -> {
      for (JsonNode item : node) {
        if (!schema.accepts(item)) {
          return false;
        }
      }
      return node.isArray();
    };
  }
}
