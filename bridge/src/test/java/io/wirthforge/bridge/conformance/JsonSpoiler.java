package io.wirthforge.bridge.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A spoiler of the server's messages, seen as JSON. */
abstract class JsonSpoiler extends Spoiler {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  final List<String> down(String text) {
    try {
      ObjectNode message = (ObjectNode) JSON.readTree(text);
      List<String> told = new ArrayList<>();
      for (JsonNode each : message(message)) {
        told.add(JSON.writeValueAsString(each));
      }
      return told;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the client gets instead of a message. */
  List<ObjectNode> message(ObjectNode message) {
    if (!isFrame(message)) {
      return isWelcome(message) ? welcome(message) : event(message);
    }
    ArrayNode events = JSON.createArrayNode();
    message.path("events").forEach(each -> events.addAll(event((ObjectNode) each)));
    message.set("events", events);
    return frame(message);
  }

  /** What the client gets instead of a welcome. */
  List<ObjectNode> welcome(ObjectNode welcome) {
    return List.of(welcome);
  }

  /** What the client gets instead of a frame whose events were spoilt already. */
  List<ObjectNode> frame(ObjectNode frame) {
    return List.of(frame);
  }

  /** What the client gets instead of an event, alone or in a frame. */
  List<ObjectNode> event(ObjectNode event) {
    return List.of(event);
  }

  static boolean isFrame(JsonNode message) {
    return is(message, "frame");
  }

  static boolean isWelcome(JsonNode message) {
    return is(message, "welcome");
  }

  static boolean is(JsonNode message, String type) {
    return message.path("type").asText().equals(type);
  }

  static ObjectNode payload(ObjectNode event) {
    return (ObjectNode) event.path("payload");
  }

  /** How many ticks a frame stands for. */
  static long ticks(JsonNode frame) {
    return frame.path("frameNumber").asLong() - frame.path("fromFrame").asLong() + 1;
  }
}
