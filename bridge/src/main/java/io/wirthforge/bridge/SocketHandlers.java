package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Hands what a socket tells to its link and inbox. */
final class SocketHandlers {

  /** How large a client's message may be. */
  static final int MAX_MESSAGE_BYTES = 65_536;

  /** What RFC 6455 calls an end without a close frame. */
  private static final int UNCLEAN = 1006;

  private SocketHandlers() {}

  static void attach(
      ServerWebSocket socket, ClientLink link, ClientInbox inbox, IntConsumer closed) {
    socket.textMessageHandler(text -> inbox.text(text, System.nanoTime()));
    socket.binaryMessageHandler(data -> inbox.binary(System.nanoTime()));
    socket.pongHandler(data -> inbox.pong(frameNumber(data), System.nanoTime()));
    // Vert.x answers pings by itself, without asking whether the peer reads: too many end it.
    socket.frameHandler(
        frame -> {
          if (frame.isPing() || frame.isContinuation()) {
            inbox.pingOrPiece(System.nanoTime());
          }
        });
    socket.exceptionHandler(
        failure -> {
          // A connection that broke is past all reasons.
          if (!socket.isClosed() && !(failure instanceof IOException)) {
            link.close(reasonOf(failure));
          }
        });
    socket.closeHandler(
        done -> {
          Short code = socket.closeStatusCode();
          closed.accept(code == null || code == UNCLEAN ? link.closeCode(UNCLEAN) : code);
        });
  }

  private static @Nullable Long frameNumber(Buffer pong) {
    return pong.length() == Long.BYTES ? pong.getLong(0) : null;
  }

  private static CloseReason reasonOf(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    // Netty's words for one frame that is too large, Vert.x's for several that are so together.
    if (message.contains("exceed") || message.contains("overflow max message size")) {
      return CloseReason.MESSAGE_TOO_LARGE;
    }
    return CloseReason.PROTOCOL_ERROR;
  }
}
