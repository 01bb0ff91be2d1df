package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.IntUnaryOperator;

/**
 * The end of a connection, whatever its peer does: a close frame, and soon after it an end without
 * one, because the close frame queues behind what the peer does not read.
 */
final class SocketClose {

  private static final long GRACE_MS = 1000;

  /** What RFC 6455 calls an end without a close frame. */
  private static final int UNCLEAN = 1006;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Runnable abort;
  private boolean begun;

  /**
   * An end that is not begun.
   *
   * @param abort ends the connection at once, if there is a way
   */
  SocketClose(Vertx vertx, ServerWebSocket socket, Runnable abort) {
    this.vertx = vertx;
    this.socket = socket;
    this.abort = abort;
  }

  /** The code that a socket ended with; where the peer gave none, that of what we know. */
  static int code(ServerWebSocket socket, IntUnaryOperator known) {
    Short code = socket.closeStatusCode();
    return code == null || code == UNCLEAN ? known.applyAsInt(UNCLEAN) : code;
  }

  /** Whether nothing may be written any more. */
  boolean isBegun() {
    return begun || socket.isClosed();
  }

  void begin(CloseReason reason) {
    if (begun) {
      return;
    }
    begun = true;
    // Even after the peer's own close frame: if it does not read, the answer to it never leaves.
    if (reason == CloseReason.RATE_LIMITED) {
      socket.pause(); // What was read already is not handed on; pings are, nevertheless.
    }
    Future<Void> closed = socket.close((short) reason.code(), reason.text());
    long timer = vertx.setTimer(GRACE_MS, id -> abort.run());
    closed.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          socket.resume(); // What was read before the pause is let go.
        });
  }
}
