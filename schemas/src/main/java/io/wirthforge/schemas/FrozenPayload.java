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
    this(members(content));
  }

  private FrozenPayload(Map<String, JsonNode> members) {
    super(JsonNodeFactory.instance, members);
    this.weight = weight(this);
  }

  private static Map<String, JsonNode> members(ObjectNode content) {
    var members = new LinkedHashMap<String, JsonNode>(2 * content.size());
    for (var member : content.properties()) {
      members.put(member.getKey(), member.getValue());
    }
    return members;
  }

  /** What is to become a payload; of no use once it has. */
  static final class Draft {

    private final Map<String, JsonNode> members;
    private final ObjectNode tree;

    private Draft(Map<String, JsonNode> members) {
      this.members = members;
      this.tree = new ObjectNode(JsonNodeFactory.instance, members);
    }

    /** What may be changed. */
    ObjectNode tree() {
      return tree;
    }

    FrozenPayload freeze() {
      return new FrozenPayload(members);
    }
  }

  /** The same members, to be changed. */
  Draft draft() {
    return new Draft(members(this));
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
