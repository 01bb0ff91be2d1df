package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The JSON Schema library's errors, told as {@link Violation}s: without values. */
final class Violations {

  private static final int MAX_EXPECTED = 300;

  private Violations() {}

  /**
   * The violation that an error tells of.
   *
   * @param prefix where the validated tree stands in its document
   */
  static Violation of(Error error, String prefix) {
    String pointer = pointer(prefix, error.getInstanceLocation());
    String rule = error.getKeyword();
    JsonNode found = error.getInstanceNode();
    String name = error.getProperty();
    if (name != null && rule.equals("required")) {
      return new Violation(Pointers.child(pointer, name), rule, "missing", "member");
    }
    if (name != null && rule.equals("additionalProperties")) {
      String kind = ValueKind.of(found == null ? null : found.get(name));
      return new Violation(Pointers.child(pointer, name), rule, kind, "no such member");
    }
    return new Violation(pointer, rule, ValueKind.of(found), expected(rule, error.getSchemaNode()));
  }

  private static String pointer(String prefix, NodePath path) {
    String pointer = prefix;
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      pointer =
          step instanceof Number index
              ? Pointers.child(pointer, index.intValue())
              : Pointers.child(pointer, step.toString());
    }
    return pointer;
  }

  private static String expected(String rule, @Nullable JsonNode keyword) {
    if (keyword == null) {
      return "valid";
    }
    String text =
        switch (rule) {
          case "enum" -> oneOf(keyword);
          case "type" -> keyword.isArray() ? oneOf(keyword) : keyword.asText();
          case "uniqueItems" -> "no two alike";
          case "oneOf", "anyOf" -> "one of " + keyword.size() + " forms";
          case "not", "if", "contains", "propertyNames", "dependencies" -> "the schema's condition";
          default -> keyword.isValueNode() ? keyword.asText() : "valid";
        };
    return text.length() <= MAX_EXPECTED ? text : text.substring(0, MAX_EXPECTED) + "…";
  }

  /** The alternatives of an {@code enum}, as people read them. */
  static String oneOf(Iterable<JsonNode> alternatives) {
    var texts = new ArrayList<String>();
    alternatives.forEach(each -> texts.add(each.isTextual() ? each.textValue() : each.toString()));
    return "one of " + String.join(", ", texts);
  }
}
