package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what a socket tells to its listener. Vert.x's own message handlers are not used: they check
 * no UTF-8, lose a message whose first piece is empty, and count no piece.
 */
final class SocketHandlers implements ShortFrames.Sink {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  /** How large a client's message may be. */
  static final int MAX_MESSAGE_BYTES = 65_536;

  private static final byte[] NOTHING = {};

  private final SocketListener listener;
  private final MessageAssembler messages;
  private boolean midMessage;
  private long decoded;
  private byte[] lastDecoded = NOTHING;

  private SocketHandlers(SocketListener listener) {
    this.listener = listener;
    this.messages = new MessageAssembler(MAX_MESSAGE_BYTES, sink(listener));
  }

  static void attach(ServerWebSocket socket, ClientTransport transport, SocketListener listener) {
    SocketHandlers handlers = new SocketHandlers(listener);
    transport.onShortFrames(handlers);
    socket.frameHandler(handlers::take);
    socket.pongHandler(handlers::pong);
    socket.exceptionHandler(
        failure -> {
          // A connection that broke is past all reasons.
          if (!socket.isClosed() && !(failure instanceof IOException)) {
            listener.broken(reasonOf(failure));
          }
        });
  }

  @Override
  public void pong(long number) {
    guarded(() -> listener.pong(number, System.nanoTime()));
  }

  @Override
  public void text(byte[] payload) {
    guarded(() -> messages.first(true, payload, true));
  }

  /** Netty would take a fault of ours for one of the client's. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("a message could not be handled", e);
      listener.broken(CloseReason.INTERNAL);
    }
  }

  @Override
  public boolean isMidMessage() {
    return midMessage;
  }

  @Override
  public long decoded() {
    return decoded;
  }

  @Override
  public byte[] lastDecoded() {
    return lastDecoded;
  }

  private void keep(byte[] payload) {
    decoded++;
    lastDecoded = payload.length <= ShortFrames.LONGEST ? payload : NOTHING; // Not 64 KiB a client.
  }

  private void pong(Buffer data) {
    keep(data.getBytes());
    listener.pong(frameNumber(data), System.nanoTime());
  }

  private void take(WebSocketFrame frame) {
    // Vert.x answers pings by itself, without asking whether the peer reads: too many end it.
    if (frame.isPing() || frame.isContinuation()) {
      listener.pingOrPiece(System.nanoTime());
    }
    if (frame.isContinuation() || frame.isText() || frame.isBinary()) {
      byte[] payload = frame.binaryData().getBytes();
      keep(payload);
      midMessage = !frame.isFinal();
      if (frame.isContinuation()) {
        messages.more(payload, frame.isFinal());
      } else {
        messages.first(frame.isText(), payload, frame.isFinal());
      }
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
