package io.wirthforge.verticles.jar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the JDK's WebSocket, in either wire mode, that reads as told, and adds up what
 * it knows in a {@link JarView}.
 */
final class JarClient implements WebSocket.Listener {

  static final int READS_NOTHING = -1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int FRAMES_PER_ACK = 5;

  private final JarView view;
  private final int delayMs;
  private final StringBuilder message = new StringBuilder();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private @Nullable WebSocket socket;
  private int frames;
  private boolean aborted;

  private JarClient(JarView view, int delayMs) {
    this.view = view;
    this.delayMs = delayMs;
  }

  /**
   * Connects; fails while the server is not ready.
   *
   * @param query what follows the path, such as {@code ?rate=5}
   * @param delayMs how long it takes for a message; {@link #READS_NOTHING} to take none
   */
  static CompletableFuture<JarClient> connect(
      int port, boolean inFrames, String query, JarView view, int delayMs) {
    JarClient client = new JarClient(view, delayMs);
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (inFrames) {
      builder.subprotocols("wirthforge.frames.v1");
    }
    view.connecting(inFrames);
    URI url = URI.create("ws://127.0.0.1:" + port + "/ws" + query);
    return builder.buildAsync(url, client).thenApply(open -> client);
  }

  static JarClient join(int port, boolean inFrames, JarView view) {
    return connect(port, inFrames, "", view, 0).join();
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    if (delayMs != READS_NOTHING) {
      opened.request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      apply(from, message.toString());
      message.setLength(0);
    }
    if (delayMs > 0) {
      Executor later = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS);
      later.execute(() -> from.request(1));
    } else {
      from.request(1);
    }
    return null;
  }

  private void apply(WebSocket from, String text) {
    try {
      JsonNode json = JSON.readTree(text);
      String type = json.path("type").asText();
      synchronized (view) {
        if (aborted) {
          return;
        }
        view.apply(json);
      }
      if (type.equals("frame") && ++frames % FRAMES_PER_ACK == 0) {
        say("{\"type\":\"ack\",\"frameNumber\":" + json.get("frameNumber") + "}");
      }
    } catch (JsonProcessingException e) {
      closeCode.completeExceptionally(e);
      from.abort();
    }
  }

  /** Sends a message, if nothing else is being sent. */
  void say(String text) {
    WebSocket open = socket;
    try {
      if (open != null && !open.isOutputClosed()) {
        open.sendText(text, true);
      }
    } catch (IllegalStateException e) {
      view.unsaid(); // The one before is not sent yet.
    }
  }

  /** Begins to read, after all. */
  void read() {
    WebSocket open = socket;
    if (open != null) {
      open.request(Long.MAX_VALUE / 2);
    }
  }

  void abort() {
    WebSocket open = socket;
    synchronized (view) {
      aborted = true; // What is still read is no longer this view's.
    }
    closeCode.complete(1006);
    if (open != null) {
      open.abort();
    }
  }

  boolean isOver() {
    return closeCode.isDone();
  }

  /** The server's close code; 1006 if it gave none. */
  int awaitClose() throws Exception {
    return closeCode.get(30, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closeCode.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode.complete(1006);
  }
}
