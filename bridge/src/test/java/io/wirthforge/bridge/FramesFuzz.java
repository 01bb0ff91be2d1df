package io.wirthforge.bridge;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** Fuzzing's way to what comes through a socket: bytes become frames, frames messages. */
public final class FramesFuzz {

  private FramesFuzz() {}

  /**
   * Bytes of frames without masks, so that what is tried out lands in the payload. The first says
   * how the rest is cut.
   */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(false, false, SocketHandlers.MAX_MESSAGE_BYTES, true));
    Told told = new Told();
    MessageAssembler messages = new MessageAssembler(SocketHandlers.MAX_MESSAGE_BYTES, told);
    int step = 1 + (data[0] & 0xFF);
    try {
      for (int at = 1; at < data.length; at += step) {
        int length = Math.min(step, data.length - at);
        channel.writeInbound(Unpooled.copiedBuffer(data, at, length));
        take(channel, messages);
      }
    } catch (CorruptedWebSocketFrameException e) {
      take(channel, messages); // What was whole before it.
    } finally {
      channel.releaseOutbound();
      channel.finishAndReleaseAll();
    }
  }

  private static void take(EmbeddedChannel channel, MessageAssembler messages) {
    for (WebSocketFrame frame = channel.readInbound(); frame != null; ) {
      byte[] payload = new byte[frame.content().readableBytes()];
      frame.content().readBytes(payload);
      if (frame instanceof ContinuationWebSocketFrame) {
        messages.more(payload, frame.isFinalFragment());
      } else if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
        messages.first(frame instanceof TextWebSocketFrame, payload, frame.isFinalFragment());
      }
      frame.release();
      frame = channel.readInbound();
    }
  }

  /** What a message may be, and that nothing comes after a fault. */
  private static final class Told implements MessageAssembler.Sink {

    private boolean isBroken;

    @Override
    public void text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      require(!isBroken && bytes.length <= SocketHandlers.MAX_MESSAGE_BYTES);
      require(new String(bytes, StandardCharsets.UTF_8).equals(text));
    }

    @Override
    public void binary(byte[] data) {
      require(!isBroken && data.length <= SocketHandlers.MAX_MESSAGE_BYTES);
    }

    @Override
    public void broken(CloseReason reason) {
      require(!isBroken && (reason.code() == 1007 || reason.code() == 1009));
      isBroken = true;
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new AssertionError("a message that should not be");
      }
    }
  }
}
