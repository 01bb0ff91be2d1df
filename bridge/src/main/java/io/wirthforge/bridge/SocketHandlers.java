package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a socket tells to its listener. Vert.x's own message handlers are not used: they check
 * no UTF-8, lose a message whose first piece is empty, and count no piece.
 */
final class SocketHandlers {

  /** How large a client's message may be. */
  static final int MAX_MESSAGE_BYTES = 65_536;

  private SocketHandlers() {}

  static void attach(ServerWebSocket socket, SocketListener listener) {
    MessageAssembler messages = new MessageAssembler(MAX_MESSAGE_BYTES, sink(listener));
    socket.frameHandler(frame -> take(frame, messages, listener));
    socket.pongHandler(data -> listener.pong(frameNumber(data), System.nanoTime()));
    socket.exceptionHandler(
        failure -> {
          // A connection that broke is past all reasons.
          if (!socket.isClosed() && !(failure instanceof IOException)) {
            listener.broken(reasonOf(failure));
          }
        });
  }

  private static void take(
      WebSocketFrame frame, MessageAssembler messages, SocketListener listener) {
    // Vert.x answers pings by itself, without asking whether the peer reads: too many end it.
    if (frame.isPing() || frame.isContinuation()) {
      listener.pingOrPiece(System.nanoTime());
    }
    if (frame.isContinuation()) {
      messages.more(frame.binaryData().getBytes(), frame.isFinal());
    } else if (frame.isText() || frame.isBinary()) {
      messages.first(frame.isText(), frame.binaryData().getBytes(), frame.isFinal());
    }
  }

  private static MessageAssembler.Sink sink(SocketListener listener) {
    return new MessageAssembler.Sink() {
      @Override
      public void text(String text) {
        listener.text(text, System.nanoTime());
      }

      @Override
      public void binary(byte[] data) {
        listener.binary(data, System.nanoTime());
      }

      @Override
      public void broken(CloseReason reason) {
        listener.broken(reason);
      }
    };
  }

  private static @Nullable Long frameNumber(Buffer pong) {
    return pong.length() == Long.BYTES ? pong.getLong(0) : null;
  }

  private static CloseReason reasonOf(Throwable failure) {
    // Netty's words for a frame that is too large.
    return String.valueOf(failure.getMessage()).contains("exceed")
        ? CloseReason.MESSAGE_TOO_LARGE
        : CloseReason.PROTOCOL_ERROR;
  }
}
