package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one field when two events of an application's type merge.
 *
 * @param path the field
 * @param kind how two values become one
 */
record FieldRule(FieldPath path, Kind kind) {

  /** The ways to make one value of two. Each is associative; a missing value changes nothing. */
  enum Kind {
    SUM(
        "number",
        JsonNode::isNumber,
        (a, b) -> JsonTrees.of(Numbers.sum(a.decimalValue(), b.decimalValue())),
        IntNode.valueOf(0)),
    MAX("number", JsonNode::isNumber, (a, b) -> less(b, a) ? a : b, null),
    MIN("number", JsonNode::isNumber, (a, b) -> less(a, b) ? a : b, null),
    OR("boolean", JsonNode::isBoolean, (a, b) -> a.booleanValue() ? a : b, null),
    APPEND("array", JsonNode::isArray, Kind::join, JsonNodeFactory.instance.arrayNode(0)),
    APPEND_TEXT(
        "string",
        JsonNode::isTextual,
        (a, b) -> TextNode.valueOf(a.textValue() + b.textValue()),
        TextNode.valueOf(""));

    private final String accepted;
    private final Predicate<JsonNode> accepts;
    private final BinaryOperator<JsonNode> combine;
    private final @Nullable JsonNode nothing;

    Kind(
        String accepted,
        Predicate<JsonNode> accepts,
        BinaryOperator<JsonNode> combine,
        @Nullable JsonNode nothing) {
      this.accepted = accepted;
      this.accepts = accepts;
      this.combine = combine;
      this.nothing = nothing;
    }

    /** Whether the value of two is as long as both together. */
    boolean grows() {
      return this == APPEND || this == APPEND_TEXT;
    }

    private static boolean less(JsonNode a, JsonNode b) {
      return a.decimalValue().compareTo(b.decimalValue()) < 0;
    }

    private static JsonNode join(JsonNode a, JsonNode b) {
      var joined = JsonNodeFactory.instance.arrayNode(a.size() + b.size());
      a.forEach(joined::add);
      b.forEach(joined::add);
      return joined;
    }
  }

  /** The value that stands for both; null where the field is in neither payload. */
  @Nullable JsonNode combined(JsonNode earlier, JsonNode later) {
    JsonNode a = path.find(earlier);
    JsonNode b = path.find(later);
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return kind.combine.apply(a, b);
  }

  /**
   * The value that counts nothing: 0, an empty array, an empty text; null where the field tells a
   * state rather than an increment.
   */
  @Nullable JsonNode baseline() {
    return kind.nothing;
  }

  /** What is wrong with the field in a payload, or null. */
  @Nullable Violation violation(JsonNode payload) {
    Violation obstacle = path.obstacle(payload);
    if (obstacle != null) {
      return obstacle;
    }
    JsonNode value = path.find(payload);
    return value == null || kind.accepts.test(value)
        ? null
        : new Violation(path.pointer(), "type", ValueKind.of(value), kind.accepted);
  }
}
