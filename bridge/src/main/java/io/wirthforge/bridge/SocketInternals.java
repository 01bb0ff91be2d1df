package io.wirthforge.bridge;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * The one place that reaches below Vert.x's public API.
 *
 * <p>A close frame queues behind the bytes a stalled peer does not read, and the public API has no
 * other way to end a WebSocket: it was still open 14 s after {@code close()}. Where the socket is
 * wrapped, as vertx-web's router does, the server's write-idle timeout ends it instead.
 */
final class SocketInternals {

  private SocketInternals() {}

  /** Ends a connection at once, whatever is queued on it. */
  static void abort(ServerWebSocket socket) {
    if (socket instanceof WebSocketInternal internal) {
      internal.channelHandlerContext().close();
    }
  }
}
