package io.wirthforge.bridge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * A watch over the time between a request for a WebSocket and its answer, in which RFC 6455 has a
 * client wait.
 *
 * <p>What comes all the same goes no further. Frames would reach a part of Vert.x that knows none,
 * and never lets go of their buffers; a second request would be answered on a connection that is
 * the first one's by then. The watch ends with the answer: with 101 by whoever set it, with any
 * other by itself.
 */
final class HandshakeWatch extends ChannelDuplexHandler {

  private boolean spokeEarly;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    spokeEarly |= message instanceof WebSocketFrame || message instanceof HttpRequest;
    if (spokeEarly) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean refuses =
        message instanceof HttpResponse response
            && !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status());
    if (refuses && !spokeEarly) {
      context.write(message, promise);
      context.pipeline().remove(this);
    } else if (spokeEarly && isEnd(message)) {
      // What it said meanwhile is lost, so nothing it may say now can be trusted.
      context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.write(message, promise);
    }
  }

  private static boolean isEnd(Object message) {
    return message instanceof LastHttpContent
        && !(message instanceof HttpResponse response
            && HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status()));
  }

  /** Whether the client did not wait for the answer. */
  boolean spokeEarly() {
    return spokeEarly;
  }
}
