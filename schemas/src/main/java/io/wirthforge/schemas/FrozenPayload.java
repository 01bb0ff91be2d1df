package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A payload in its one form that nobody changes any more.
 *
 * <p>Only this package makes such nodes and hands none out, so whoever gets one knows that it was
 * checked and need not be copied.
 */
@SuppressWarnings("unchecked") // Jackson types deepCopy() two ways
final class FrozenPayload extends ObjectNode {

  private final int weight;

  FrozenPayload(ObjectNode content) {
    super(JsonNodeFactory.instance, members(content));
    this.weight = weight(content);
  }

  private static Map<String, JsonNode> members(ObjectNode content) {
    var members = new LinkedHashMap<String, JsonNode>();
    content.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** The memory it holds, in bytes. */
  int weight() {
    return weight;
  }

  private static int weight(JsonNode node) {
    if (node.isTextual()) {
      return Weights.text(node.textValue());
    }
    int weight = Weights.OBJECT;
    if (node.isObject()) {
      for (var member : node.properties()) {
        weight += Weights.text(member.getKey()) + weight(member.getValue());
      }
    } else {
      for (JsonNode item : node) {
        weight += weight(item);
      }
    }
    return weight;
  }
}
