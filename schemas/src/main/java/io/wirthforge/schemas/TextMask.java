package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the text out of events and leaves its length: as many letters x as it has bytes in UTF-8.
 *
 * <p>Masked are the tokens of models, and in events of an application's own every string but those
 * that make the slot. Masking and merging may be done in either order.
 */
public final class TextMask {

  private TextMask() {}

  /** The event without text; the same object where its type holds none. */
  public static Event mask(Event event) {
    if (event instanceof TokenStream stream) {
      return mask(stream);
    }
    return event instanceof CustomEvent custom ? mask(custom) : event;
  }

  private static TokenStream mask(TokenStream stream) {
    TokenStream.Payload payload = stream.payload();
    return new TokenStream(
        stream.timestamp(),
        new TokenStream.Payload(
            payload.tokens().stream().map(TextMask::letters).toList(),
            payload.isComplete(),
            payload.sessionId(),
            payload.modelId(),
            payload.energyCost()));
  }

  private static CustomEvent mask(CustomEvent event) {
    CustomShape shape = CustomShape.of(event.eventType());
    ObjectNode masked = JsonNodeFactory.instance.objectNode();
    event
        .tree()
        .properties()
        .forEach(
            member ->
                masked.set(
                    member.getKey(), mask(member.getValue(), List.of(member.getKey()), shape)));
    return event.withTree(new FrozenPayload(masked));
  }

  private static JsonNode mask(JsonNode node, List<String> place, CustomShape shape) {
    if (node.isTextual()) {
      return shape.isSlotKey(place) ? node : TextNode.valueOf(letters(node.textValue()));
    }
    if (node.isObject()) {
      ObjectNode masked = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              member -> {
                List<String> within = new ArrayList<>(place);
                within.add(member.getKey());
                masked.set(member.getKey(), mask(member.getValue(), within, shape));
              });
      return masked;
    }
    if (node.isArray()) {
      ArrayNode masked = JsonNodeFactory.instance.arrayNode(node.size());
      // No place in an array is part of a slot.
      node.forEach(item -> masked.add(mask(item, List.of(), shape)));
      return masked;
    }
    return node;
  }

  private static String letters(String text) {
    return "x".repeat(text.getBytes(StandardCharsets.UTF_8).length);
  }
}
