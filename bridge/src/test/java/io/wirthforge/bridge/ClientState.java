package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client knows after it applied some frames: a plain reducer over the JSON of the wire, to
 * hold merges against. It knows nothing of slots and policies.
 */
final class ClientState {

  private static final EventCodec CODEC = new EventCodec(TestEvents.CATALOG);

  private final Map<String, Object> values = new TreeMap<>();

  /** The state of a client that applied frames in turn. */
  static ClientState of(List<Frame> frames) {
    ClientState state = new ClientState();
    frames.forEach(state::apply);
    return state;
  }

  void apply(Frame frame) {
    if (frame.reset()) {
      values.clear();
    }
    for (Event event : frame.events()) {
      apply(TestEvents.json(CODEC.encode(event)));
    }
  }

  /** Applies a message of frames mode; those that are no frame change nothing. */
  void applyEnvelope(JsonNode message) {
    if (message.path("type").textValue().equals("frame")) {
      if (message.path("reset").booleanValue()) {
        values.clear();
      }
      message.get("events").forEach(this::apply);
    }
  }

  /** Applies a message of events mode. */
  void apply(JsonNode event) {
    JsonNode payload = event.get("payload");
    switch (event.get("type").textValue()) {
      case "energy_update" -> energy(event, payload);
      case "energy_field" ->
          put("field " + payload.get("modelId") + payload.get("fieldType"), event);
      case "token_stream" -> text(payload);
      case "heartbeat" -> put("heartbeat", event);
      case "price" -> price(payload);
      case "chat" -> chat(payload);
      default -> list("kept on " + event.get("channel")).add(event);
    }
  }

  /** All that is known, by name; equal for clients that know the same. */
  Map<String, Object> values() {
    return values;
  }

  /** The text of a session so far. */
  String text(String session) {
    return text(session, "m1");
  }

  /** What a model said in a session so far. */
  String text(String session, String model) {
    StringBuilder text = new StringBuilder();
    list("tokens of \"" + session + "\" by \"" + model + "\"").forEach(text::append);
    return text.toString();
  }

  /** The sum of all deltas of a model. */
  BigDecimal energy(String model) {
    return (BigDecimal) values.getOrDefault("delta of \"" + model + "\"", BigDecimal.ZERO);
  }

  private void energy(JsonNode event, JsonNode payload) {
    String model = payload.get("modelId").toString();
    put("total of " + model, exact(payload.get("totalEnergy")));
    put("tick of " + model, event.get("frameNumber") + " at " + event.get("timestamp"));
    add("delta of " + model, payload.get("deltaEnergy"));
    add("tokens of " + model, payload.get("tokensGenerated"));
    max("processing time of " + model, payload.get("processingTime"));
  }

  private void text(JsonNode payload) {
    String of = " of " + payload.get("sessionId") + " by " + payload.get("modelId");
    payload.get("tokens").forEach(token -> list("tokens" + of).add(token.textValue()));
    or("end" + of, payload.get("isComplete"));
    if (payload.has("energyCost")) {
      add("cost" + of, payload.get("energyCost"));
    }
  }

  private void price(JsonNode payload) {
    String of = " of " + payload.get("symbol");
    put("last" + of, payload.path("last").toString());
    if (payload.has("volume")) {
      add("volume" + of, payload.get("volume"));
    }
    if (payload.has("high")) {
      max("high" + of, payload.get("high"));
    }
    payload.path("trades").forEach(trade -> list("trades" + of).add(trade));
  }

  private void chat(JsonNode payload) {
    String of = " of " + payload.get("room");
    values.merge("chat" + of, payload.path("text").asText(), (a, b) -> a.toString() + b);
    or("end" + of, payload.path("closed"));
  }

  private void put(String name, Object value) {
    values.put(name, value);
  }

  private void add(String name, JsonNode value) {
    values.merge(name, exact(value), (a, b) -> strip(((BigDecimal) a).add((BigDecimal) b)));
  }

  private void max(String name, JsonNode value) {
    values.merge(name, exact(value), (a, b) -> ((BigDecimal) a).max((BigDecimal) b));
  }

  private void or(String name, JsonNode flag) {
    values.merge(name, flag.booleanValue(), (a, b) -> (Boolean) a || (Boolean) b);
  }

  @SuppressWarnings("unchecked") // Only this class fills the map.
  private List<Object> list(String name) {
    return (List<Object>) values.computeIfAbsent(name, key -> new ArrayList<>());
  }

  private static BigDecimal exact(JsonNode number) {
    return strip(number.decimalValue());
  }

  private static BigDecimal strip(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
