package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that we did not write: the JDK's WebSocket. It keeps all it gets. */
final class WsProbe implements WebSocket.Listener, AutoCloseable {

  /** How a connection ended. */
  record End(int code, String reason) {}

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Eventually.PATIENCE).build();

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  private WsProbe() {}

  /** Connects in events mode. */
  static WsProbe events(int port) {
    return connect(port, "/ws");
  }

  /** Connects in frames mode. */
  static WsProbe frames(int port) {
    return connect(port, "/ws", WireMode.FRAMES.subProtocol());
  }

  static WsProbe connect(int port, String target, String... protocols) {
    return connect(port, target, List.of(), protocols);
  }

  /**
   * Connects.
   *
   * @param headers names and values in turn
   * @throws Refused if the server answers something other than 101
   */
  static WsProbe connect(int port, String target, List<String> headers, String... protocols) {
    WsProbe probe = new WsProbe();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    for (int i = 0; i < headers.size(); i += 2) {
      builder.header(headers.get(i), headers.get(i + 1));
    }
    if (protocols.length > 0) {
      String[] rest = java.util.Arrays.copyOfRange(protocols, 1, protocols.length);
      builder.subprotocols(protocols[0], rest);
    }
    URI uri = URI.create("ws://127.0.0.1:" + port + target);
    try {
      probe.socket =
          builder.buildAsync(uri, probe).get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new Refused(refused.getResponse().statusCode());
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
    return probe;
  }

  /** The server answered an upgrade with a status other than 101. */
  static final class Refused extends RuntimeException {
    final int status;

    Refused(int status) {
      super("status " + status);
      this.status = status;
    }
  }

  /** The next message. */
  JsonNode next() {
    try {
      JsonNode message = messages.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message; the end: " + end.getNow(null));
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next message that is of interest; those before it are dropped. */
  JsonNode next(Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + 4 * Eventually.PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      JsonNode message = next();
      if (wanted.test(message)) {
        return message;
      }
    }
    throw new AssertionError("messages came, but not the one that was waited for");
  }

  JsonNode nextOfType(String type) {
    return next(message -> message.get("type").textValue().equals(type));
  }

  /** The next event of a type, alone or within a frame. */
  JsonNode nextEvent(String type) {
    while (true) {
      JsonNode message = next();
      for (JsonNode event : message.has("events") ? message.get("events") : List.of(message)) {
        if (event.get("type").textValue().equals(type)) {
          return event;
        }
      }
    }
  }

  /** What has come and was not asked for yet. */
  List<JsonNode> received() {
    List<JsonNode> received = new ArrayList<>();
    messages.drainTo(received);
    return received;
  }

  /** The mode the server chose. */
  String subProtocol() {
    return socket.getSubprotocol();
  }

  /** Sends a text message, with single quotes for double ones. */
  void say(String message) {
    await(socket.sendText(message.replace('\'', '"'), true));
  }

  void sayBinary(byte[] data) {
    await(socket.sendBinary(ByteBuffer.wrap(data), true));
  }

  void ack(long frameNumber) {
    say("{'type':'ack','frameNumber':" + frameNumber + "}");
  }

  /** How the connection ended. */
  End end() {
    return await(end);
  }

  boolean isOpen() {
    return !end.isDone();
  }

  /** Ends the connection without a word. */
  void vanish() {
    socket.abort();
  }

  @Override
  public void close() {
    vanish();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(TestEvents.json(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** SockJS sends its JSON so. */
  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    return onText(from, StandardCharsets.UTF_8.decode(data), last);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end.complete(new End(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end.complete(new End(1006, String.valueOf(error)));
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
