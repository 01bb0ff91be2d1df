package io.wirthforge.bridge.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a client knows of the stream: a plain reducer over the JSON of either wire mode. */
final class View {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** A frame that was applied. */
  record Range(long from, long to, boolean reset) {
    long ticks() {
      return to - from + 1;
    }
  }

  private final Map<String, StringBuilder> texts = new TreeMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, BigDecimal> deltas = new TreeMap<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();
  private final Map<String, BigDecimal> baselines = new TreeMap<>();
  private final Map<String, Integer> errors = new TreeMap<>();
  private final List<Long> energyFrames = new ArrayList<>();
  private final List<String> rewards = new ArrayList<>();
  private final List<Range> ranges = new ArrayList<>();
  private final List<Boolean> welcomes = new ArrayList<>();
  private String epoch = "";
  private long refused;
  private long events;
  private long coalesced;

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies a message of either mode; returns the number of the frame it was, or -1. */
  synchronized long apply(String message) {
    JsonNode json = json(message);
    switch (json.get("type").textValue()) {
      case "welcome" -> {
        welcomes.add(json.get("resumed").booleanValue());
        return -1;
      }
      case "frame" -> {
        return applyFrame(json);
      }
      default -> {
        applyEvent(json);
        return -1;
      }
    }
  }

  private long applyFrame(JsonNode frame) {
    Range range =
        new Range(
            frame.get("fromFrame").longValue(),
            frame.get("frameNumber").longValue(),
            frame.path("reset").booleanValue());
    if (range.reset) {
      texts.clear();
      ended.clear();
      deltas.clear();
      totals.clear();
      baselines.clear();
    } else if (!ranges.isEmpty() && range.from != position() + 1) {
      throw new AssertionError("a gap: " + range + " after " + position());
    }
    epoch = frame.get("epoch").textValue();
    coalesced += frame.get("coalesced").longValue();
    ranges.add(range);
    frame.get("events").forEach(this::applyEvent);
    return range.to;
  }

  private void applyEvent(JsonNode event) {
    JsonNode payload = event.get("payload");
    events++;
    switch (event.get("type").textValue()) {
      case "token_stream" -> {
        String key = Story.key(payload.get("sessionId").asText(), payload.get("modelId").asText());
        StringBuilder text = texts.computeIfAbsent(key, k -> new StringBuilder());
        payload.get("tokens").forEach(token -> text.append(token.textValue()));
        if (payload.get("isComplete").booleanValue() && !ended.add(key)) {
          throw new AssertionError("ended twice: " + key);
        }
      }
      case "energy_update" -> {
        String model = payload.get("modelId").textValue();
        BigDecimal delta = payload.get("deltaEnergy").decimalValue();
        BigDecimal total = payload.get("totalEnergy").decimalValue();
        energyFrames.add(event.get("frameNumber").longValue());
        baselines.putIfAbsent(model, total.subtract(delta));
        deltas.merge(model, delta, BigDecimal::add);
        totals.put(model, total);
      }
      case "reward_event" -> rewards.add(payload.get("title").textValue());
      case "error_event" -> {
        errors.merge(payload.get("code").textValue(), 1, Integer::sum);
        refused += payload.path("details").path("refused").longValue();
      }
      case "heartbeat" -> events--; // The client's own, no event of the stream.
      default -> {}
    }
  }

  /** The number of the last frame it applied; -1 before the first. */
  synchronized long position() {
    return ranges.isEmpty() ? -1 : ranges.get(ranges.size() - 1).to;
  }

  synchronized String epoch() {
    return epoch;
  }

  /** The texts by session and model. */
  synchronized Map<String, String> texts() {
    Map<String, String> copy = new TreeMap<>();
    texts.forEach((key, text) -> copy.put(key, text.toString()));
    return copy;
  }

  synchronized Set<String> ended() {
    return Set.copyOf(ended);
  }

  /** The titles of all rewards that came, in order, resets notwithstanding. */
  synchronized List<String> rewards() {
    return List.copyOf(rewards);
  }

  synchronized List<Range> ranges() {
    return List.copyOf(ranges);
  }

  /** For each welcome, whether the stream went on where it was left. */
  synchronized List<Boolean> welcomes() {
    return List.copyOf(welcomes);
  }

  /** The frame numbers of the energy updates, one each, in order. */
  synchronized List<Long> energyFrames() {
    return energyFrames.stream().distinct().toList();
  }

  synchronized int errors(String code) {
    return errors.getOrDefault(code, 0);
  }

  /** How many events the server said it refused. */
  synchronized long refused() {
    return refused;
  }

  /** How many events came, heartbeats not counted. */
  synchronized long events() {
    return events;
  }

  /** How many events were merged away, as the frames say. */
  synchronized long coalesced() {
    return coalesced;
  }

  synchronized Map<String, BigDecimal> totals() {
    return plain(totals);
  }

  /** What the deltas add up to, from the baseline on: the totals, if none was lost. */
  synchronized Map<String, BigDecimal> summed() {
    Map<String, BigDecimal> sums = new TreeMap<>(baselines);
    deltas.forEach((model, delta) -> sums.merge(model, delta, BigDecimal::add));
    return plain(sums);
  }

  static Map<String, BigDecimal> plain(Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> stripped = new TreeMap<>();
    amounts.forEach(
        (key, value) ->
            stripped.put(key, value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros()));
    return stripped;
  }

  /** A SHA-256 over texts with their names, in the order of these. */
  static String hash(Map<String, String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(texts).forEach((key, text) -> digest.update((key + text).getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
