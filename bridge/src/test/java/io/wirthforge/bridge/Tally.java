package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reference: what is known of a stream to whoever added up its events, one by one. The one who
 * tells keeps one, and each client keeps one.
 */
final class Tally {

  private final Map<String, StringBuilder> texts = new TreeMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();
  private final Map<String, BigDecimal> sums = new TreeMap<>();
  private final Map<String, String> fields = new TreeMap<>();
  private final List<String> rewards = new ArrayList<>();

  void apply(JsonNode event) {
    JsonNode payload = event.get("payload");
    switch (event.get("type").textValue()) {
      case "token_stream" -> text(payload);
      case "energy_update" -> energy(payload);
      case "energy_field" ->
          fields.put(payload.get("modelId").textValue(), payload.get("intensity").asText());
      case "reward_event" -> rewards.add(payload.get("title").textValue());
      default -> {} // A client's own.
    }
  }

  private void text(JsonNode payload) {
    String session = payload.get("sessionId").textValue();
    StringBuilder text = texts.computeIfAbsent(session, key -> new StringBuilder());
    payload.get("tokens").forEach(token -> text.append(token.textValue()));
    if (payload.get("isComplete").booleanValue() && !ended.add(session)) {
      throw new AssertionError(session + " ended twice");
    }
  }

  private void energy(JsonNode payload) {
    String model = payload.get("modelId").textValue();
    BigDecimal total = payload.get("totalEnergy").decimalValue();
    BigDecimal delta = payload.get("deltaEnergy").decimalValue();
    BigDecimal sum = sums.getOrDefault(model, total.subtract(delta)).add(delta);
    sums.put(model, sum);
    totals.put(model, total);
    if (sum.compareTo(total) != 0) {
      throw new AssertionError(model + ": deltas add up to " + sum + ", not to " + total);
    }
  }

  /** Whatever a state replaces is forgotten. */
  void reset() {
    texts.clear();
    ended.clear();
    totals.clear();
    sums.clear();
    fields.clear();
    rewards.clear();
  }

  Map<String, String> texts() {
    Map<String, String> copy = new TreeMap<>();
    texts.forEach((session, text) -> copy.put(session, text.toString()));
    return copy;
  }

  Set<String> ended() {
    return Set.copyOf(ended);
  }

  Map<String, BigDecimal> totals() {
    Map<String, BigDecimal> copy = new TreeMap<>();
    totals.forEach((model, total) -> copy.put(model, total.stripTrailingZeros()));
    return copy;
  }

  Map<String, String> fields() {
    return Map.copyOf(fields);
  }

  List<String> rewards() {
    return List.copyOf(rewards);
  }
}
