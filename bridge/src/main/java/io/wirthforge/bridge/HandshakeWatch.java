package io.wirthforge.bridge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * A watch over the time between a request for a WebSocket and its answer, in which RFC 6455 has a
 * client wait. Frames that come all the same reach a part of Vert.x that knows none, and never lets
 * go of their buffers.
 */
final class HandshakeWatch extends ChannelInboundHandlerAdapter {

  private boolean spokeEarly;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame) {
      spokeEarly = true;
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** Whether the client did not wait for the answer. */
  boolean spokeEarly() {
    return spokeEarly;
  }
}
