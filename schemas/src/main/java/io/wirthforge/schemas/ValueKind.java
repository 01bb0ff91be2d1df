package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The kinds of JSON values, by the names that violations use. */
final class ValueKind {

  private ValueKind() {}

  static String of(@Nullable JsonNode node) {
    if (node == null) {
      return "missing";
    }
    return switch (node.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case OBJECT -> "object";
      case ARRAY -> "array";
      case NULL -> "null";
      case MISSING -> "missing";
      case BINARY, POJO -> "no JSON";
    };
  }
}
