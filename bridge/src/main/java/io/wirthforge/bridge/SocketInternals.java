package io.wirthforge.bridge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that reaches below Vert.x's public API: for the channel under a request, and under
 * the WebSocket that the request became.
 *
 * <p>With it the frames of a tick are shared bytes that leave in one write, and a connection whose
 * peer reads nothing can be ended.
 */
final class SocketInternals {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  private static final String VERTX_HANDLER = "handler";
  private static final AttributeKey<Boolean> THROTTLED =
      AttributeKey.valueOf(SocketInternals.class, "throttled");
  private static final AttributeKey<Boolean> CLAIMED =
      AttributeKey.valueOf(SocketInternals.class, "claimed");
  private static final String WATCH = "wirthforge-handshake";

  private SocketInternals() {}

  /**
   * Watches what a client says before its request for a WebSocket is answered, from the first call
   * on; to be ended by {@link #unwatch} once it is a WebSocket.
   */
  static HandshakeWatch watch(HttpServerRequest request) {
    ChannelPipeline pipeline = pipelineOf(request);
    if (pipeline != null && pipeline.get(WATCH) instanceof HandshakeWatch watch) {
      return watch;
    }
    HandshakeWatch watch = new HandshakeWatch();
    if (pipeline != null && pipeline.get(VERTX_HANDLER) != null) {
      pipeline.addBefore(VERTX_HANDLER, WATCH, watch);
    }
    return watch;
  }

  /**
   * Takes a request's connection for the WebSocket that it is to become.
   *
   * @return whether none did before: of two requests that came together only one can have it
   */
  static boolean claim(HttpServerRequest request) {
    ChannelPipeline pipeline = pipelineOf(request);
    return pipeline == null || pipeline.channel().attr(CLAIMED).setIfAbsent(true) == null;
  }

  /** Lets go of a connection that did not become a WebSocket. */
  static void unclaim(HttpServerRequest request) {
    ChannelPipeline pipeline = pipelineOf(request);
    if (pipeline != null) {
      pipeline.channel().attr(CLAIMED).set(null);
    }
  }

  static void unwatch(HttpServerRequest request, HandshakeWatch watch) {
    ChannelPipeline pipeline = pipelineOf(request);
    if (pipeline != null && pipeline.context(watch) != null) {
      pipeline.remove(watch);
    }
  }

  private static @Nullable ChannelPipeline pipelineOf(HttpServerRequest request) {
    try {
      return request.connection() instanceof ConnectionBase connection
          ? connection.channel().pipeline()
          : null;
    } catch (LinkageError e) {
      return null; // Told below.
    }
  }

  /** The fastest way to a socket, whatever wraps its request. */
  static ClientTransport transport(
      Vertx vertx, HttpServerRequest request, ServerWebSocket socket, SharedBuffers buffers) {
    try {
      if (request.connection() instanceof ConnectionBase connection) {
        return new ChannelTransport(vertx, socket, connection.channel(), buffers);
      }
    } catch (LinkageError e) {
      LOG.warn("this Vert.x is another inside; each message is a write of its own", e);
    }
    return new WebSocketTransport(vertx, socket);
  }

  /**
   * Runs an action on the event loop when a connection has ended, whatever it became; Vert.x itself
   * tells nothing of connections that became WebSockets.
   *
   * @return whether it will
   */
  static boolean onClosed(HttpConnection connection, Runnable action) {
    try {
      if (connection instanceof ConnectionBase base) {
        base.channel().closeFuture().addListener(done -> action.run());
        return true;
      }
    } catch (LinkageError e) {
      LOG.warn("this Vert.x is another inside; connections are not counted", e);
    }
    return false;
  }

  /** From now on, connections are accepted at a pace where this one was. */
  static void throttle(HttpConnection connection) {
    try {
      if (connection instanceof ConnectionBase base && base.channel().parent() != null) {
        Channel accepting = base.channel().parent();
        if (accepting.attr(THROTTLED).setIfAbsent(true) == null) {
          accepting.pipeline().addFirst(new AcceptThrottle());
        }
      }
    } catch (LinkageError e) {
      LOG.warn("this Vert.x is another inside; connections are accepted at any pace", e);
    }
  }
}
