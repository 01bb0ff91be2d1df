package io.wirthforge.verticles.jar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client nobody here wrote: the JDK's WebSocket, in events mode without a sub-protocol. */
final class StreamReader implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final StringBuilder message = new StringBuilder();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

  static StreamReader connect(URI base) {
    StreamReader reader = new StreamReader();
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://" + base.getAuthority() + "/ws"), reader)
        .join();
    return reader;
  }

  /** Waits for an event. */
  JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (System.nanoTime() < deadline) {
      for (JsonNode event : events) {
        if (wanted.test(event)) {
          return event;
        }
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new AssertionError("the event did not come; there were " + events.size());
  }

  List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** The text of a session so far. */
  String text(String sessionId) {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events) {
      if (event.path("payload").path("sessionId").asText().equals(sessionId)) {
        event.path("payload").path("tokens").forEach(token -> text.append(token.textValue()));
      }
    }
    return text.toString();
  }

  int awaitClose() throws Exception {
    return closeCode.get(30, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      try {
        events.add(JSON.readTree(message.toString()));
      } catch (java.io.IOException e) {
        closeCode.completeExceptionally(e);
      }
      message.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
    closeCode.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closeCode.completeExceptionally(error);
  }
}
