package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is declared of an application's type, and what follows from it: it checks, merges and
 * stamps the type's events.
 *
 * <p>The engine knows a type as an {@link EventType}; the shape travels along as its {@link
 * EventType#stamp()}.
 */
final class CustomShape implements EventType.Stamp<CustomEvent> {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final TypeDeclaration declaration;
  private final List<FieldPath> slot;
  private final List<FieldRule> rules;
  private final @Nullable DocumentValidator payloadSchema;
  private @Nullable EventType<CustomEvent> type;

  CustomShape(
      TypeDeclaration declaration,
      List<FieldPath> slot,
      List<FieldRule> rules,
      @Nullable DocumentValidator payloadSchema) {
    this.declaration = declaration;
    this.slot = List.copyOf(slot);
    this.rules = List.copyOf(rules);
    this.payloadSchema = payloadSchema;
  }

  /**
   * The shape of a type.
   *
   * @throws IllegalArgumentException where {@link CustomEventType} didn't build the type
   */
  static CustomShape of(EventType<?> type) {
    if (type.stamp() instanceof CustomShape shape) {
      return shape;
    }
    throw new IllegalArgumentException(
        "the type " + type.name() + " must be built by CustomEventType.named(\"...\")");
  }

  /** Tells the shape which type it is the shape of; once, before anybody sees either. */
  EventType<CustomEvent> boundTo(EventType<CustomEvent> type) {
    this.type = type;
    return type;
  }

  /** The frame number as the type's events carry it: a number or nothing. */
  @Nullable Long frameNumber(@Nullable Long given) {
    if (!isNumbered()) {
      if (given != null) {
        throw Check.refusal("/frameNumber", "additionalProperties", "integer", "no such member");
      }
      return null;
    }
    return Check.frameNumber(Check.present("/frameNumber", given));
  }

  boolean isNumbered() {
    return declaration.numbered();
  }

  TypeDeclaration declaration() {
    return declaration;
  }

  /** Whether a place is part of the slot's key. */
  boolean isSlotKey(List<String> place) {
    return slot.stream().anyMatch(key -> key.steps().equals(place));
  }

  /**
   * A payload checked and copied.
   *
   * @throws InvalidEventException where it breaks a rule of the type
   */
  FrozenPayload freeze(@Nullable JsonNode payload) {
    var found = new ArrayList<Violation>();
    JsonNode copy = JsonTrees.canonical(Check.present("/payload", payload), "/payload", found);
    if (found.isEmpty()) {
      found.addAll(violations(copy));
    }
    if (!found.isEmpty()) {
      throw new InvalidEventException(found);
    }
    return new FrozenPayload((ObjectNode) copy);
  }

  /** Every rule of the type that a payload in its one form breaks. */
  List<Violation> violations(JsonNode payload) {
    if (!payload.isObject()) {
      return List.of(new Violation("/payload", "type", ValueKind.of(payload), "object"));
    }
    var found = new ArrayList<Violation>();
    if (payloadSchema != null) {
      found.addAll(payloadSchema.validateCanonical(payload, "/payload"));
    }
    for (FieldPath key : slot) {
      JsonNode value = key.find(payload);
      if (value == null) {
        found.add(new Violation(key.pointer(), "required", "missing", "member"));
      } else if (value.isContainerNode() || value.isNull()) {
        String scalar = "string, number or boolean";
        found.add(new Violation(key.pointer(), "type", ValueKind.of(value), scalar));
      }
    }
    rules.stream()
        .map(rule -> rule.violation(payload))
        .filter(Objects::nonNull)
        .forEach(found::add);
    return found;
  }

  Object slotKey(CustomEvent event) {
    if (slot.size() == 1) {
      return Objects.requireNonNull(slot.get(0).find(event.tree()));
    }
    var key = new ArrayList<@Nullable JsonNode>(slot.size());
    for (FieldPath member : slot) {
      key.add(member.find(event.tree()));
    }
    return key;
  }

  CustomEvent merge(CustomEvent earlier, CustomEvent later) {
    FrozenPayload.Draft merged = later.tree().draft();
    for (FieldRule rule : rules) {
      JsonNode value = rule.combined(earlier.tree(), later.tree());
      if (value != null) {
        rule.path().put(merged.tree(), value);
      }
    }
    return later.withTree(merged.freeze());
  }

  /** What a newcomer is told of the last event: nothing counted yet. */
  CustomEvent baseline(CustomEvent last) {
    FrozenPayload.Draft payload = last.tree().draft();
    for (FieldRule rule : rules) {
      JsonNode nothing = rule.baseline();
      if (nothing != null && rule.path().find(payload.tree()) != null) {
        rule.path().put(payload.tree(), nothing);
      }
    }
    return last.withTree(payload.freeze());
  }

  @Override
  public CustomEvent at(CustomEvent event, long timestampMs, long frameNumber) {
    return new CustomEvent(
        event.eventType(), timestampMs, isNumbered() ? frameNumber : null, event.tree());
  }

  /** The event of a tree in its one form that the validator found valid. */
  CustomEvent read(JsonNode event) {
    return new CustomEvent(
        Objects.requireNonNull(type),
        event.path("timestamp").longValue(),
        isNumbered() ? event.path("frameNumber").longValue() : null,
        new FrozenPayload((ObjectNode) event.get("payload")));
  }

  /** The schema of the type's events, with any object as payload. */
  JsonNode envelopeSchema() {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    schema.put("additionalProperties", false);
    var required = schema.putArray("required").add("type").add("channel").add("timestamp");
    required.add("payload");
    ObjectNode members = schema.putObject("properties");
    members.putObject("type").put("const", declaration.name());
    members.putObject("channel").put("const", declaration.channel());
    String events = SchemaDocument.EVENTS.id() + "#/definitions/";
    members.putObject("timestamp").put("$ref", events + "timestamp");
    if (isNumbered()) {
      required.add("frameNumber");
      members.putObject("frameNumber").put("$ref", events + "frameNumber");
    }
    members.putObject("payload").put("type", "object");
    return schema;
  }
}
