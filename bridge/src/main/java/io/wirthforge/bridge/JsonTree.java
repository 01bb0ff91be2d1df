package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of Vert.x's JSON as a Jackson tree, bounded in size and depth. */
final class JsonTree {

  private static final int MAX_DEPTH = 16;
  private static final int NODE_BYTES = 16;

  private final long maxBytes;
  private long bytes;

  JsonTree(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Copies an object's members into a tree.
   *
   * @throws io.wirthforge.schemas.InvalidEventException if it is too large or too deep, or holds
   *     what JSON can't say
   */
  void copy(JsonObject from, ObjectNode to) {
    copy(from.getMap(), to, 1);
  }

  /**
   * Copies one value into a tree, as a member.
   *
   * @throws io.wirthforge.schemas.InvalidEventException as for an object
   */
  void copy(String name, @Nullable Object value, ObjectNode to) {
    to.set(name, node(value, 0));
  }

  private void copy(Map<?, ?> from, ObjectNode to, int depth) {
    for (Map.Entry<?, ?> member : from.entrySet()) {
      String name = String.valueOf(member.getKey());
      count(name.length());
      to.set(name, node(member.getValue(), depth));
    }
  }

  private void copy(Iterable<?> from, ArrayNode to, int depth) {
    for (Object element : from) {
      to.add(node(element, depth));
    }
  }

  private JsonNode node(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw Refusals.of("", "maxDepth", "at most " + MAX_DEPTH + " levels");
    }
    count(NODE_BYTES);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    } else if (value instanceof CharSequence text) {
      count(text.length());
      return nodes.textNode(text.toString());
    } else if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    } else if (value instanceof Number number) {
      return number(number);
    }
    return container(value, depth);
  }

  private JsonNode container(Object value, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    if (value instanceof JsonObject json) {
      copy(json.getMap(), object, depth + 1);
      return object;
    } else if (value instanceof Map<?, ?> map) {
      copy(map, object, depth + 1);
      return object;
    } else if (value instanceof JsonArray json) {
      copy(json.getList(), array, depth + 1);
      return array;
    } else if (value instanceof List<?> list) {
      copy(list, array, depth + 1);
      return array;
    }
    throw Refusals.of("", "type", "values that JSON can say");
  }

  private static JsonNode number(Number number) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return nodes.numberNode(number.intValue());
    } else if (number instanceof Long) {
      return nodes.numberNode(number.longValue());
    } else if (number instanceof BigInteger big) {
      return nodes.numberNode(big);
    } else if (number instanceof BigDecimal big) {
      return nodes.numberNode(big);
    } else if (!Double.isFinite(number.doubleValue())) {
      return nodes.numberNode(number.doubleValue());
    }
    try {
      return nodes.numberNode(new BigDecimal(number.toString()));
    } catch (NumberFormatException e) {
      throw Refusals.of("", "type", "values that JSON can say");
    }
  }

  private void count(int more) {
    bytes += more;
    if (bytes > maxBytes) {
      throw Refusals.tooLarge(maxBytes);
    }
  }
}
