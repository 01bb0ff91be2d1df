package io.wirthforge.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an application declared of a type of its own, as a value that JSON can say: enough for
 * another program to merge and remember its events alike. The schema of payloads is no part of it.
 *
 * @param name the type's name on the wire
 * @param channel the channel it travels on
 * @param rank its place within a frame
 * @param numbered whether its events carry the number of their frame
 * @param slot the pointers whose values make the slot; null where every event is kept
 * @param rules what becomes of fields that are not simply the latest
 * @param retained whether newcomers get the last event of each slot
 * @param retainedUntil where the flag stands that ends a text so far; null where there is none
 */
public record TypeDeclaration(
    String name,
    String channel,
    int rank,
    boolean numbered,
    @Nullable List<String> slot,
    List<Rule> rules,
    boolean retained,
    @Nullable String retainedUntil) {

  /**
   * What becomes of a field of two events that merge.
   *
   * @param field its pointer
   * @param merge how, such as {@code sum}
   */
  public record Rule(String field, String merge) {
    static Rule of(FieldRule rule) {
      return new Rule(rule.path().pointer(), rule.kind().name().toLowerCase(Locale.ROOT));
    }

    private FieldRule.Kind kind() {
      return FieldRule.Kind.valueOf(merge.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The declaration of a type.
   *
   * @throws IllegalArgumentException where {@link CustomEventType} didn't build the type
   */
  public static TypeDeclaration of(EventType<?> type) {
    return CustomShape.of(type).declaration();
  }

  /** Whether a type is an application's own and so has a declaration. */
  public static boolean exists(EventType<?> type) {
    return type.stamp() instanceof CustomShape;
  }

  /**
   * The type that was declared so.
   *
   * @throws IllegalArgumentException where the declaration contradicts itself
   */
  public EventType<CustomEvent> build() {
    CustomEventType type = CustomEventType.named(name).onChannel(channel).rank(rank);
    if (slot == null) {
      type.keepAll();
    } else {
      type.latest().slotKey(slot.toArray(String[]::new));
    }
    rules.forEach(rule -> type.rule(rule.field(), rule.kind()));
    if (retained) {
      type.retained();
    }
    if (retainedUntil != null) {
      type.retainedUntil(retainedUntil);
    }
    return (numbered ? type.withFrameNumber() : type).build();
  }

  JsonNode toJson() {
    return JsonMappers.BACKEND.valueToTree(this);
  }

  static TypeDeclaration read(JsonNode json) {
    try {
      return JsonMappers.BACKEND.treeToValue(json, TypeDeclaration.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the declaration of a type", e);
    }
  }
}
