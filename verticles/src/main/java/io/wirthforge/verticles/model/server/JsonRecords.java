package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.verticles.model.TokenChunk.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members that all model servers have in common, as far as their forms agree. */
final class JsonRecords {

  /** What servers put where a probability is 0: -9999, or the least float. */
  static final double MIN_LOGPROB = -100;

  private static final int MAX_CANDIDATES = 20;

  private JsonRecords() {}

  /** The object in a record; null if it holds none. */
  static @Nullable JsonNode object(String record) {
    try {
      JsonNode tree = JsonMappers.BACKEND.readTree(record);
      return tree.isObject() ? tree : null;
    } catch (JsonProcessingException | NumberFormatException e) { // the latter for huge exponents
      return null;
    }
  }

  /** A member's text; empty where it is absent, null or something else. */
  static String text(JsonNode object, String member) {
    String text = object.path(member).textValue();
    return text == null ? "" : text;
  }

  /** What a server says of an error, in any of the forms; null if there is none. */
  static @Nullable String error(JsonNode object) {
    JsonNode error = object.path("error");
    if (error.isTextual()) {
      return error.textValue();
    }
    return error.isObject() ? text(error, "message") : null;
  }

  /** The last entry of a list of log-probabilities; missing where there is none. */
  static JsonNode last(JsonNode entries) {
    return entries.path(entries.size() - 1);
  }

  static @Nullable Double logprob(JsonNode entry) {
    JsonNode value = entry.path("logprob");
    if (!value.isNumber()) {
      return null;
    }
    double logprob = value.doubleValue();
    return Math.max(MIN_LOGPROB, Math.min(0, logprob));
  }

  static List<Candidate> top(JsonNode entry) {
    List<Candidate> top = new ArrayList<>();
    for (JsonNode each : entry.path("top_logprobs")) {
      Double logprob = logprob(each);
      if (logprob != null && top.size() < MAX_CANDIDATES) {
        top.add(new Candidate(text(each, "token"), logprob));
      }
    }
    return top;
  }
}
