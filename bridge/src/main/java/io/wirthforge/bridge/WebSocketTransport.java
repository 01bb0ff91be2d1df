package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A client's socket, one message a write. */
final class WebSocketTransport implements ClientTransport {

  private static final long CLOSE_GRACE_MS = 1000;

  private final Vertx vertx;
  private final ServerWebSocket socket;

  WebSocketTransport(Vertx vertx, ServerWebSocket socket) {
    this.vertx = vertx;
    this.socket = socket;
  }

  @Override
  public boolean writable() {
    return !socket.isClosed() && !socket.writeQueueFull();
  }

  @Override
  public void sendText(String message) {
    socket.writeTextMessage(message);
  }

  @Override
  public void sendPing(long frameNumber) {
    socket.writePing(Buffer.buffer(Long.BYTES).appendLong(frameNumber));
  }

  @Override
  public void close(CloseReason reason) {
    if (socket.isClosed()) {
      return;
    }
    if (reason == CloseReason.RATE_LIMITED) {
      socket.pause(); // Vert.x would go on answering its pings.
    }
    Future<Void> closed = socket.close((short) reason.code(), reason.text());
    // The close frame queues behind what the peer does not read: end the connection regardless.
    long abort = vertx.setTimer(CLOSE_GRACE_MS, id -> SocketInternals.abort(socket));
    closed.onComplete(
        done -> {
          vertx.cancelTimer(abort);
          socket.resume(); // What was read before the pause is let go.
        });
  }
}
