package io.wirthforge.verticles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.schemas.Violation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that knows nothing of us but the protocol: the JDK's WebSocket, in events mode. */
final class StreamClient implements WebSocket.Listener {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final AtomicInteger closeCode = new AtomicInteger(-1);
  private WebSocket socket;

  static StreamClient connect(int port) {
    return connectAt(port, "/ws");
  }

  static StreamClient connectAt(int port, String target) {
    StreamClient client = new StreamClient();
    client.socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + AppRig.HOST + ":" + port + target), client)
            .join();
    return client;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      take(partial.toString());
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode.set(statusCode);
    return null;
  }

  private void take(String text) {
    try {
      JsonNode event = JsonMappers.BACKEND.readTree(text);
      for (Violation violation : EventCatalog.wirthforge().validator().validate(event)) {
        violations.add(violation + " in " + event.path("type"));
      }
      messages.add(event);
    } catch (JsonProcessingException e) {
      violations.add("not JSON: " + e.getMessage());
    }
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  void abort() {
    socket.abort();
  }

  /** Everything received, in order. */
  List<JsonNode> messages() {
    return messages;
  }

  List<JsonNode> ofType(String type) {
    return messages.stream().filter(each -> each.path("type").asText().equals(type)).toList();
  }

  /** What broke the schema, in words. */
  List<String> violations() {
    return violations;
  }

  /** The code of the server's close frame; -1 before. */
  int closeCode() {
    return closeCode.get();
  }

  String textOf(String session) {
    StringBuilder text = new StringBuilder();
    payloadsOf(session).forEach(each -> each.path("tokens").forEach(t -> text.append(t.asText())));
    return text.toString();
  }

  long endsOf(String session) {
    return payloadsOf(session).stream().filter(each -> each.path("isComplete").asBoolean()).count();
  }

  /** One model's text of a session. */
  String textOf(String session, String model) {
    StringBuilder text = new StringBuilder();
    payloadsOf(session).stream()
        .filter(each -> each.path("modelId").asText().equals(model))
        .forEach(each -> each.path("tokens").forEach(t -> text.append(t.asText())));
    return text.toString();
  }

  /** The payloads of errors with a code. */
  List<JsonNode> errors(String code) {
    return ofType("error_event").stream()
        .map(each -> each.path("payload"))
        .filter(each -> each.path("code").asText().equals(code))
        .toList();
  }

  void awaitError(String code) {
    Eventually.until(code, () -> !errors(code).isEmpty());
  }

  void awaitEnds(String session, int count) {
    Eventually.until(count + " ends of " + session, () -> endsOf(session) >= count);
  }

  List<JsonNode> payloadsOf(String session) {
    return ofType("token_stream").stream()
        .map(each -> each.path("payload"))
        .filter(each -> each.path("sessionId").asText().equals(session))
        .toList();
  }

  void awaitEnd(String session) {
    Eventually.until("the end of " + session, () -> endsOf(session) > 0);
  }

  /** Waits for what comes in the next frames. */
  void awaitFrames(int count) {
    int before = ofType("energy_update").size();
    Eventually.until("frames", () -> ofType("energy_update").size() >= before + count);
  }
}
