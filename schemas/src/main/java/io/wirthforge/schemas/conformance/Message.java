package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wirthforge.schemas.client.Incoming;
import io.wirthforge.schemas.client.Incoming.Kind;

/**
 * A message as it came.
 *
 * @param number which of its connection, from 1 on
 * @param json what it holds; missing where that is no JSON
 * @param wrong what is wrong with it as a message; empty where nothing is
 * @param epochMicros when it was whole, in microseconds since the epoch
 */
record Message(int number, JsonNode json, String wrong, long epochMicros) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static Message of(int number, Incoming incoming) {
    JsonNode json = MissingNode.getInstance();
    String wrong = "";
    if (incoming.kind() == Kind.TEXT) {
      try {
        json = JSON.readTree(incoming.text());
        wrong = json.isObject() ? "" : "no JSON object";
      } catch (JsonProcessingException | NumberFormatException e) {
        wrong = "no JSON";
      }
    } else {
      wrong = incoming.kind() == Kind.BINARY ? "binary" : incoming.text();
    }
    return new Message(number, json, wrong, incoming.epochMicros());
  }

  String type() {
    return json.path("type").asText();
  }

  boolean isFrame() {
    return type().equals("frame");
  }
}
