package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stretch of frames tells in all, by the merge rules of PROTOCOL.md: the same for every
 * client, however the stretch was cut into frames.
 */
final class StreamSpan {

  private static final Set<String> KEPT =
      Set.of(
          "startup_complete",
          "interference_event",
          "resonance_event",
          "reward_event",
          "error_event");

  private final Map<String, BigDecimal> deltas = new TreeMap<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();
  private final Map<String, Long> tokens = new TreeMap<>();
  private final Map<String, JsonNode> fields = new TreeMap<>();
  private final Map<String, StringBuilder> texts = new TreeMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, List<JsonNode>> kept = new TreeMap<>();

  private StreamSpan() {}

  /**
   * The stretch after one frame up to another.
   *
   * @param frames of one client, among which both are ends
   */
  static StreamSpan of(List<FrameSeen> frames, long after, long upTo) {
    StreamSpan span = new StreamSpan();
    for (FrameSeen frame : frames) {
      if (frame.number() > after && frame.number() <= upTo) {
        frame.json().path("events").forEach(span::add);
      }
    }
    return span;
  }

  /** The frame numbers at which frames of both end, in order. */
  static List<Long> commonEnds(List<FrameSeen> some, List<FrameSeen> others) {
    Set<Long> ends = new TreeSet<>();
    some.forEach(frame -> ends.add(frame.number()));
    Set<Long> otherEnds = new HashSet<>();
    others.forEach(frame -> otherEnds.add(frame.number()));
    ends.retainAll(otherEnds);
    return List.copyOf(ends);
  }

  private void add(JsonNode event) {
    JsonNode payload = event.path("payload");
    String model = payload.path("modelId").asText();
    String type = event.path("type").asText();
    switch (type) {
      case "energy_update" -> {
        deltas.merge(model, payload.path("deltaEnergy").decimalValue(), BigDecimal::add);
        tokens.merge(model, payload.path("tokensGenerated").asLong(), Long::sum);
        totals.put(model, payload.path("totalEnergy").decimalValue());
      }
      case "energy_field" -> fields.put(model + payload.path("fieldType").asText(), payload);
      case "token_stream" -> {
        String key = ContentJudge.textOf(payload);
        StringBuilder text = texts.computeIfAbsent(key, first -> new StringBuilder());
        payload.path("tokens").forEach(token -> text.append(token.asText()));
        if (payload.path("isComplete").asBoolean()) {
          ended.add(key);
        }
      }
      default -> {
        if (KEPT.contains(type) && !payload.path("code").asText().equals("UNSUPPORTED_MESSAGE")) {
          kept.computeIfAbsent(type, first -> new ArrayList<>()).add(payload);
        }
      }
    }
  }

  /** How many characters of text it holds. */
  int characters() {
    return texts.values().stream().mapToInt(StringBuilder::length).sum();
  }

  BigDecimal energy() {
    return deltas.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** In what another client's stretch differs from this; empty where it does not. */
  String difference(StreamSpan other) {
    for (String key : texts.keySet()) {
      StringBuilder text = other.texts.getOrDefault(key, new StringBuilder());
      if (!text.toString().contentEquals(texts.get(key))) {
        return Words.of(
            "a text of %d characters is one of %d", texts.get(key).length(), text.length());
      }
    }
    if (!texts.keySet().equals(other.texts.keySet()) || !ended.equals(other.ended)) {
      return "there are other texts, or other ends of texts";
    }
    if (!almostEqual(deltas, other.deltas)) {
      return Words.of(
          "deltaEnergy adds up to %s instead of %s",
          other.energy().toPlainString(), energy().toPlainString());
    }
    if (!almostEqual(totals, other.totals)) {
      return "totalEnergy differs";
    }
    if (!tokens.equals(other.tokens)) {
      return "tokensGenerated adds up to something else";
    }
    if (!fields.equals(other.fields)) {
      return "the last energy_field differs";
    }
    return kept.equals(other.kept) ? "" : "events that are all kept differ, or their order";
  }

  private static boolean almostEqual(Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
    return some.keySet().equals(others.keySet())
        && some.keySet().stream()
            .allMatch(key -> ContentJudge.isAlmost(some.get(key), others.get(key)));
  }
}
