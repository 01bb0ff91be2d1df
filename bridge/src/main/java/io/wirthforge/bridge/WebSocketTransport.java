package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * A client's socket by Vert.x's public API, one message a write: for connections whose channel
 * can't be reached. A peer that does not read stays until its connection breaks.
 */
final class WebSocketTransport implements ClientTransport {

  private final ServerWebSocket socket;
  private final SocketClose close;

  WebSocketTransport(Vertx vertx, ServerWebSocket socket) {
    this.socket = socket;
    this.close = new SocketClose(vertx, socket, () -> {});
  }

  @Override
  public void onDrained(Runnable drained) {
    socket.drainHandler(done -> drained.run());
  }

  @Override
  public void onShortFrames(ShortFrames.Sink sink) {
    // All come by the socket's handlers.
  }

  @Override
  public boolean writable() {
    return !close.isBegun() && !socket.writeQueueFull();
  }

  @Override
  public void send(SharedMessages messages) {
    messages.texts().forEach(socket::writeTextMessage);
  }

  @Override
  public void sendAndPing(SharedMessages messages, long frameNumber) {
    send(messages);
    sendPing(frameNumber);
  }

  @Override
  public void sendEnding(SharedMessages message, int without, String end) {
    socket.writeTextMessage(message.ending(without, end));
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
  public void flush() {
    // Each write has left already.
  }

  @Override
  public void close(CloseReason reason) {
    close.begin(reason);
  }
}
