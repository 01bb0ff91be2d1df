package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.EventType.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of an event type of your own.
 *
 * <pre>{@code
 * EventType<CustomEvent> price =
 *     CustomEventType.named("price").onChannel("market")
 *         .slotKey("/payload/symbol").latest().sum("/payload/volume")
 *         .retained()
 *         .build();
 * }</pre>
 *
 * <p>Events that share the values under {@link #slotKey} become one within a frame: the latest,
 * except in fields that have a rule of their own. A field that is missing changes nothing. Without
 * {@link #slotKey} and {@link #latest} every event is kept.
 */
public final class CustomEventType {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]*");

  private final String name;
  private String channel = "";
  private @Nullable DocumentValidator schema;
  private final List<FieldPath> slot = new ArrayList<>();
  private final List<FieldRule> rules = new ArrayList<>();
  private @Nullable FieldPath finalFlag;
  private boolean keepAll;
  private boolean conflated;
  private boolean retained;
  private boolean numbered;
  private int rank = Rank.CUSTOM;

  private CustomEventType(String name) {
    this.name = name;
  }

  /**
   * Begins a declaration.
   *
   * @param name on the wire, in snake_case
   * @throws IllegalArgumentException for another spelling, or the name of one of the nine
   */
  public static CustomEventType named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an event type is named in snake_case, such as price_change, not \"" + name + "\"");
    }
    if (NineTypes.isTaken(name)) {
      throw new IllegalArgumentException(
          name + " is an event of WIRTHFORGE: choose another name, or use that event's record");
    }
    return new CustomEventType(name);
  }

  /**
   * Sets the channel that clients subscribe to; needed.
   *
   * @throws IllegalArgumentException where it isn't lower-case letters, digits and underscores
   */
  public CustomEventType onChannel(String channel) {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException(
          "a channel is a lower-case word such as market, not \"" + channel + "\"");
    }
    this.channel = channel;
    return this;
  }

  /**
   * Sets the schema (draft-07) that payloads must obey.
   *
   * @throws IllegalArgumentException where it is no usable schema
   */
  public CustomEventType schema(JsonNode payloadSchema) {
    schema = DocumentValidator.of(payloadSchema);
    return this;
  }

  /** Names the fields whose values make the slot, as JSON pointers such as /payload/symbol. */
  public CustomEventType slotKey(String... pointers) {
    for (String pointer : pointers) {
      slot.add(FieldPath.parse(pointer));
    }
    conflated = true;
    return this;
  }

  /** Says that events of a slot become the latest; without a slot key there is one slot. */
  public CustomEventType latest() {
    conflated = true;
    return this;
  }

  /** Says that every event is kept, in order. */
  public CustomEventType keepAll() {
    keepAll = true;
    return this;
  }

  /** Adds up a number, exactly. */
  public CustomEventType sum(String pointer) {
    return rule(pointer, FieldRule.Kind.SUM);
  }

  /** Keeps the greatest number. */
  public CustomEventType max(String pointer) {
    return rule(pointer, FieldRule.Kind.MAX);
  }

  /** Keeps the least number. */
  public CustomEventType min(String pointer) {
    return rule(pointer, FieldRule.Kind.MIN);
  }

  /** Is true as soon as one of the booleans is. */
  public CustomEventType or(String pointer) {
    return rule(pointer, FieldRule.Kind.OR);
  }

  /** Strings the items of arrays together. Each append copies the array. */
  public CustomEventType append(String pointer) {
    return rule(pointer, FieldRule.Kind.APPEND);
  }

  /** Strings texts together. Each append copies the text. */
  public CustomEventType appendText(String pointer) {
    return rule(pointer, FieldRule.Kind.APPEND_TEXT);
  }

  /** Says that newcomers get the last event of each slot, with what was added up set to nothing. */
  public CustomEventType retained() {
    retained = true;
    return this;
  }

  /**
   * Says that newcomers get all events of a slot merged into one, until one has {@code true} here.
   */
  public CustomEventType retainedUntil(String pointer) {
    finalFlag = FieldPath.parse(pointer);
    return this;
  }

  /** Says that events carry the number of their frame. */
  public CustomEventType withFrameNumber() {
    numbered = true;
    return this;
  }

  /** Sets the place within a frame, lower first; see {@link EventType.Rank}. */
  public CustomEventType rank(int rank) {
    this.rank = rank;
    return this;
  }

  /**
   * Ends the declaration.
   *
   * @throws IllegalArgumentException where it contradicts itself or lacks something, saying what
   */
  public EventType<CustomEvent> build() {
    check();
    var shape = new CustomShape(declaration(), slot, rules, schema);
    MergePolicy<CustomEvent> policy =
        conflated
            ? new MergePolicy.Conflate<>(shape::slotKey, shape::merge, grows())
            : new MergePolicy.KeepAll<>();
    return shape.boundTo(
        new EventType<>(
            name,
            channel,
            CustomEvent.class,
            rank,
            policy,
            retention(shape),
            shape,
            event -> Weights.EVENT + event.tree().weight()));
  }

  private TypeDeclaration declaration() {
    return new TypeDeclaration(
        name,
        channel,
        rank,
        numbered,
        conflated ? slot.stream().map(FieldPath::pointer).toList() : null,
        rules.stream().map(TypeDeclaration.Rule::of).toList(),
        retained,
        finalFlag == null ? null : finalFlag.pointer());
  }

  private boolean grows() {
    return rules.stream().anyMatch(rule -> rule.kind().grows());
  }

  private Retention<CustomEvent> retention(CustomShape shape) {
    if (finalFlag != null) {
      FieldPath flag = finalFlag;
      return new Retention.UntilFinal<>(
          event -> {
            JsonNode value = flag.find(event.tree());
            return value != null && value.booleanValue();
          });
    }
    return retained ? new Retention.LastPerSlot<>(shape::baseline) : new Retention.Nothing<>();
  }

  CustomEventType rule(String pointer, FieldRule.Kind kind) {
    rules.add(new FieldRule(FieldPath.parse(pointer), kind));
    return this;
  }

  private void check() {
    if (channel.isEmpty()) {
      throw refusal("needs a channel: add .onChannel(\"...\")");
    }
    if (keepAll && conflated) {
      throw refusal("can't both keep all events and merge them: drop .keepAll() or the slot");
    }
    if (!rules.isEmpty() && !conflated) {
      String pointer = rules.get(0).path().pointer();
      throw refusal("has a rule for " + pointer + " but no slot: add .slotKey(\"/payload/...\")");
    }
    if (retained && finalFlag != null) {
      throw refusal("is retained in two ways: drop .retained() or .retainedUntil(...)");
    }
    if (finalFlag != null && !conflated) {
      throw refusal("is retained merged but has no slot: add .slotKey(\"/payload/...\")");
    }
    checkOverlaps();
  }

  private void checkOverlaps() {
    var paths = new ArrayList<>(slot);
    for (FieldRule rule : rules) {
      for (FieldPath other : paths) {
        if (rule.path().overlaps(other)) {
          String both = other.pointer() + " and " + rule.path().pointer();
          throw refusal("says two things of " + both + ": name each field once");
        }
      }
      paths.add(rule.path());
    }
  }

  private IllegalArgumentException refusal(String what) {
    return new IllegalArgumentException("the event type " + name + " " + what);
  }
}
