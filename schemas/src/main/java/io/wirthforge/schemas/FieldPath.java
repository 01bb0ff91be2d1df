package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a member within a payload, reached through objects only.
 *
 * @param pointer as declared, such as {@code /payload/trade/volume}
 * @param steps the names below {@code payload}
 */
record FieldPath(String pointer, List<String> steps) {

  private static final String ROOT = "/payload/";

  /**
   * The place that a declaration names.
   *
   * @throws IllegalArgumentException where it is no JSON pointer below {@code /payload/}
   */
  static FieldPath parse(String pointer) {
    if (!pointer.startsWith(ROOT) || pointer.length() == ROOT.length()) {
      throw new IllegalArgumentException(
          "a field is named by a JSON pointer such as /payload/price, not by \"" + pointer + "\"");
    }
    List<String> steps =
        Arrays.stream(pointer.substring(ROOT.length()).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    return new FieldPath(pointer, steps);
  }

  /** Whether one of the two places is, or lies within, the other. */
  boolean overlaps(FieldPath other) {
    int common = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, common).equals(other.steps.subList(0, common));
  }

  /** The value at the place, or null where there is none. */
  @Nullable JsonNode find(JsonNode payload) {
    JsonNode at = payload;
    for (String step : steps) {
      JsonNode member = at.isObject() ? at.get(step) : null;
      if (member == null) {
        return null;
      }
      at = member;
    }
    return at;
  }

  /** A violation where something on the way to the place is not an object; null where all is. */
  @Nullable Violation obstacle(JsonNode payload) {
    JsonNode at = payload;
    String pointer = "/payload";
    for (String step : steps) {
      if (!at.isObject()) {
        return new Violation(pointer, "type", ValueKind.of(at), "object");
      }
      if (!at.has(step)) {
        return null;
      }
      at = at.get(step);
      pointer = Pointers.child(pointer, step);
    }
    return null;
  }

  /** Puts a value at the place. Objects on the way are replaced by copies, never changed. */
  void put(ObjectNode payload, JsonNode value) {
    ObjectNode at = payload;
    for (String step : steps.subList(0, steps.size() - 1)) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      if (at.get(step) instanceof ObjectNode child) {
        copy.setAll(child);
      }
      at.set(step, copy);
      at = copy;
    }
    at.set(steps.get(steps.size() - 1), value);
  }
}
