package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain Java objects as JSON values: copied, immutable, and equal where their JSON is.
 *
 * <p>Accepted are null, booleans, strings, finite numbers, enums (by name), Jackson trees,
 * collections and maps with string keys. Whole numbers become {@code Long} or {@code BigInteger},
 * others {@code BigDecimal}.
 */
final class JsonValues {

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private JsonValues() {}

  /**
   * A copy of a map as a JSON object.
   *
   * @throws InvalidEventException naming the place of a value that JSON can't hold
   */
  static Map<String, @Nullable Object> object(String pointer, Map<?, ?> members) {
    return object(pointer, members, 0);
  }

  private static Map<String, @Nullable Object> object(String pointer, Map<?, ?> from, int depth) {
    if (depth > JsonTrees.MAX_DEPTH) {
      throw JsonTrees.tooDeep(pointer);
    }
    var copy = new LinkedHashMap<String, @Nullable Object>();
    from.forEach(
        (name, value) -> {
          if (!(name instanceof String text)) {
            throw Check.refusal(pointer, "type", "object", "string keys");
          }
          String key = SafeText.clean(text);
          copy.put(key, value(Pointers.child(pointer, key), value, depth));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object value(String pointer, @Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof CharSequence text) {
      return SafeText.clean(text.toString());
    }
    if (value instanceof Number number) {
      return number(pointer, number);
    }
    if (value instanceof WireName constant) {
      return constant.wireName();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Map<?, ?> map) {
      return object(pointer, map, depth + 1);
    }
    if (value instanceof Collection<?> items) {
      return list(pointer, items, depth + 1);
    }
    if (value instanceof JsonNode node) {
      return value(pointer, JsonMappers.BACKEND.convertValue(node, Object.class), depth);
    }
    throw Check.refusal(pointer, "type", "object", "a JSON value");
  }

  private static Object list(String pointer, Collection<?> items, int depth) {
    if (depth > JsonTrees.MAX_DEPTH) {
      throw JsonTrees.tooDeep(pointer);
    }
    var copy = new ArrayList<@Nullable Object>(items.size());
    for (Object item : items) {
      copy.add(value(Pointers.child(pointer, copy.size()), item, depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Number number(String pointer, Number number) {
    BigDecimal exact = decimal(number);
    BigDecimal canonical = exact == null ? null : Numbers.canonical(exact);
    if (canonical == null) {
      throw Check.refusal(pointer, "finite", "number", Numbers.FINITE);
    }
    if (canonical.scale() > 0) {
      return canonical;
    }
    BigInteger whole = canonical.toBigIntegerExact();
    boolean fits = whole.compareTo(MIN_LONG) >= 0 && whole.compareTo(MAX_LONG) <= 0;
    return fits ? (Number) whole.longValueExact() : whole;
  }

  private static @Nullable BigDecimal decimal(Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      return null; // NaN, Infinity
    }
  }

  /** The memory a value holds, in bytes, roughly. */
  static int weight(@Nullable Object value) {
    if (value instanceof String text) {
      return Weights.text(text);
    }
    int weight = Weights.OBJECT;
    if (value instanceof Map<?, ?> map) {
      for (var member : map.entrySet()) {
        weight += Weights.text((String) member.getKey()) + weight(member.getValue());
      }
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        weight += weight(item);
      }
    }
    return weight;
  }
}
