package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEventType;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of forwarded messages that a client gets in one frame.
 *
 * @param all whether each is kept, in order
 * @param fields fields of the body that have a rule of their own, by JSON pointer; of all others
 *     the latest counts
 */
public record ForwardPolicy(boolean all, Map<String, Field> fields) {

  /** The rule of one field. */
  public enum Field {
    /** Numbers are added up, exactly. */
    SUM("sum"),
    /** The greatest number. */
    MAX("max"),
    /** The least number. */
    MIN("min"),
    /** True as soon as one is. */
    OR("or"),
    /** Arrays are strung together. */
    APPEND("append"),
    /** Texts are strung together. */
    APPEND_TEXT("appendText");

    private final String configName;

    Field(String configName) {
      this.configName = configName;
    }

    /** The name in configuration. */
    public String configName() {
      return configName;
    }
  }

  /** Where a body that is no object stands in its event. */
  static final String WHOLE_BODY = "/value";

  private static final String LATEST = "latest";
  private static final String ALL = "all";

  /** Takes a copy of the fields. */
  public ForwardPolicy {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    if (all && !fields.isEmpty()) {
      throw new IllegalArgumentException(
          "policy can't both keep all messages and merge " + fields.keySet());
    }
    fields.keySet().forEach(pointer -> JsonPointers.check("policy", pointer));
  }

  /** The latest of each slot. */
  public static ForwardPolicy latest() {
    return new ForwardPolicy(false, Map.of());
  }

  /** Every message, in order. */
  public static ForwardPolicy keepAll() {
    return new ForwardPolicy(true, Map.of());
  }

  /** The latest of each slot, except in one field. */
  public static ForwardPolicy field(String pointer, Field rule) {
    return new ForwardPolicy(false, Map.of(pointer, rule));
  }

  /** This policy with a rule for one more field. */
  public ForwardPolicy and(String pointer, Field rule) {
    Map<String, Field> more = new TreeMap<>(fields);
    more.put(pointer, rule);
    return new ForwardPolicy(all, more);
  }

  /**
   * The policy that a configuration names: {@code "latest"}, {@code "all"}, a rule for bodies that
   * are no objects such as {@code "sum"}, or an object of rules such as {@code {"/volume":"sum"}}.
   */
  static ForwardPolicy of(@Nullable Object json) {
    if (json == null || LATEST.equals(json)) {
      return latest();
    } else if (ALL.equals(json)) {
      return keepAll();
    } else if (json instanceof JsonObject object) {
      return new ForwardPolicy(
          false,
          object.stream().collect(Collectors.toMap(Map.Entry::getKey, e -> rule(e.getValue()))));
    }
    return field(WHOLE_BODY, rule(json));
  }

  /** As {@link #of} takes it back. */
  Object toJson() {
    if (fields.isEmpty()) {
      return all ? ALL : LATEST;
    }
    JsonObject json = new JsonObject();
    fields.forEach((pointer, rule) -> json.put(pointer, rule.configName()));
    return json;
  }

  /** Declares the rules of a type whose payload is the body. */
  void applyTo(CustomEventType type) {
    if (all) {
      type.keepAll();
      return;
    }
    type.latest().retained();
    fields.forEach(
        (pointer, rule) -> {
          String place = "/payload" + pointer;
          switch (rule) {
            case SUM -> type.sum(place);
            case MAX -> type.max(place);
            case MIN -> type.min(place);
            case OR -> type.or(place);
            case APPEND -> type.append(place);
            case APPEND_TEXT -> type.appendText(place);
          }
        });
  }

  private static Field rule(Object name) {
    for (Field rule : Field.values()) {
      if (rule.configName.equals(name)) {
        return rule;
      }
    }
    String rules =
        Arrays.stream(Field.values()).map(Field::configName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "policy must be latest, all, or of " + rules + ", was '" + name + "'");
  }
}
