package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wirthforge.schemas.Pointers.Path;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trees in their one form: a copy in which equal JSON values are equal nodes.
 *
 * <p>Whole numbers are integer nodes of the least size that holds them (also where they were
 * written 1.0 or 1e3), others exact decimals; texts and names are clean. So what is compared,
 * validated and merged doesn't depend on who made the tree.
 */
final class JsonTrees {

  /** How many arrays and objects may stand inside one another. */
  static final int MAX_DEPTH = 64;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTrees() {}

  static InvalidEventException tooDeep(String pointer) {
    return Check.refusal(cut(pointer), "depth", "object", "at most " + MAX_DEPTH + " levels");
  }

  /**
   * A copy of a tree in its one form.
   *
   * @param found gets a violation for each number no double can hold and each node that isn't JSON;
   *     where it gets any, the copy is of no use
   */
  static JsonNode canonical(JsonNode node, String pointer, List<Violation> found) {
    return canonical(node, Path.at(pointer), found, 0);
  }

  private static JsonNode canonical(JsonNode node, Path at, List<Violation> found, int depth) {
    if (depth > MAX_DEPTH) {
      found.addAll(tooDeep(at.pointer()).violations());
      return NullNode.instance;
    }
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var copy = NODES.objectNode();
        for (var member : node.properties()) {
          String name = SafeText.clean(member.getKey());
          copy.set(name, canonical(member.getValue(), new Path(at, name), found, depth + 1));
        }
        yield copy;
      }
      case ARRAY -> {
        var copy = NODES.arrayNode(node.size());
        for (JsonNode item : node) {
          copy.add(canonical(item, new Path(at, copy.size()), found, depth + 1));
        }
        yield copy;
      }
      case STRING -> text(node);
      case NUMBER -> {
        JsonNode number = number(node);
        if (number == null) {
          found.add(new Violation(at.pointer(), "finite", "number", Numbers.FINITE));
        }
        yield number == null ? NullNode.instance : number;
      }
      case BOOLEAN, NULL -> node;
      case BINARY, POJO, MISSING -> {
        found.add(new Violation(at.pointer(), "type", ValueKind.of(node), "a JSON value"));
        yield NullNode.instance;
      }
    };
  }

  private static JsonNode text(JsonNode node) {
    String text = node.textValue();
    String clean = SafeText.clean(text);
    return clean.equals(text) ? node : TextNode.valueOf(clean);
  }

  private static @Nullable JsonNode number(JsonNode node) {
    if (node.isInt()) {
      return node;
    }
    if (node.isLong() || node.isShort()) {
      return integer(node.longValue());
    }
    if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
      return null;
    }
    BigDecimal canonical = Numbers.canonical(node.decimalValue());
    return canonical == null ? null : of(canonical);
  }

  /** The node of an amount in its one form. */
  static JsonNode of(BigDecimal amount) {
    if (amount.scale() > 0) {
      return DecimalNode.valueOf(amount);
    }
    return amount.precision() <= 18 ? integer(amount.longValueExact()) : big(amount);
  }

  private static JsonNode big(BigDecimal whole) {
    var integer = whole.toBigIntegerExact();
    return integer.bitLength() < Long.SIZE
        ? LongNode.valueOf(integer.longValueExact())
        : BigIntegerNode.valueOf(integer);
  }

  private static JsonNode integer(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  private static String cut(String pointer) {
    return pointer.length() <= 200 ? pointer : pointer.substring(0, 200) + "…";
  }
}
