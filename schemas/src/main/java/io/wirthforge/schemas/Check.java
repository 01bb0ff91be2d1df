package io.wirthforge.schemas;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the schema as the constructors of the events apply them.
 *
 * <p>Each method returns the value it was given, where that obeys, and throws {@link
 * InvalidEventException} otherwise.
 */
final class Check {

  /** The greatest integer that JSON readers agree on, 2^53 - 1. */
  static final long MAX_INTEGER = (1L << 53) - 1;

  /** What the slug of a model looks like. */
  static final String MODEL_ID = "^[a-zA-Z0-9_-]+$";

  private Check() {}

  static InvalidEventException refusal(String pointer, String rule, String kind, String expected) {
    return new InvalidEventException(List.of(new Violation(pointer, rule, kind, expected)));
  }

  static <T> T present(String pointer, @Nullable T value) {
    if (value == null) {
      throw refusal(pointer, "required", "missing", "member");
    }
    return value;
  }

  static long timestamp(long value) {
    return count("/timestamp", value);
  }

  static long frameNumber(long value) {
    return count("/frameNumber", value);
  }

  /** An integer from 0 to 2^53 - 1. */
  static long count(String pointer, long value) {
    return integer(pointer, value, 0, MAX_INTEGER);
  }

  static long integer(String pointer, long value, long minimum, long maximum) {
    if (value < minimum) {
      throw refusal(pointer, "minimum", "integer", Long.toString(minimum));
    }
    if (value > maximum) {
      throw refusal(pointer, "maximum", "integer", Long.toString(maximum));
    }
    return value;
  }

  /** A finite number; minus zero becomes zero. */
  static double finite(String pointer, double value) {
    if (!Double.isFinite(value)) {
      throw refusal(pointer, "finite", "number", Numbers.FINITE);
    }
    return value + 0.0;
  }

  static double notNegative(String pointer, double value) {
    return range(pointer, value, 0, Double.MAX_VALUE);
  }

  static @Nullable Double optionalNotNegative(String pointer, @Nullable Double value) {
    return value == null ? null : Double.valueOf(notNegative(pointer, value));
  }

  /** A share, 0 to 1. */
  static double share(String pointer, double value) {
    return range(pointer, value, 0, 1);
  }

  static double range(String pointer, double value, double minimum, double maximum) {
    double finite = finite(pointer, value);
    if (finite < minimum) {
      throw refusal(pointer, "minimum", "number", Numbers.text(minimum));
    }
    if (finite > maximum) {
      throw refusal(pointer, "maximum", "number", Numbers.text(maximum));
    }
    return finite;
  }

  static String text(String pointer, @Nullable String value) {
    return SafeText.clean(present(pointer, value));
  }

  static String modelId(String pointer, @Nullable String value) {
    if (!isModelId(present(pointer, value))) {
      throw refusal(pointer, "pattern", "string", MODEL_ID);
    }
    return value;
  }

  /** Whether a text obeys {@link #MODEL_ID}; by hand, as merging asks it for every event. */
  static boolean isModelId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!word && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static String matching(String pointer, @Nullable String value, Pattern pattern, String written) {
    if (!pattern.matcher(present(pointer, value)).matches()) {
      throw refusal(pointer, "pattern", "string", written);
    }
    return value;
  }

  /** A copy of a list without nulls. */
  static <T> List<T> list(String pointer, @Nullable List<T> value) {
    int index = 0;
    for (T item : present(pointer, value)) {
      present(pointer + "/" + index++, item);
    }
    return List.copyOf(value);
  }

  /** Two or more model ids. */
  static List<String> modelIds(String pointer, @Nullable List<String> value) {
    List<String> ids = list(pointer, value);
    if (ids.size() < 2) {
      throw refusal(pointer, "minItems", "array", "2");
    }
    for (int i = 0; i < ids.size(); i++) {
      modelId(pointer + "/" + i, ids.get(i));
    }
    return ids;
  }
}
