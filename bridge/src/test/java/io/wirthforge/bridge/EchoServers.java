package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Servers that send back what they get: one behind the gate, the limits and the handlers that every
 * client of the bridge passes, and one of Vert.x as it comes.
 */
final class EchoServers implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final FrameBridgeOptions options =
      new FrameBridgeOptions(new JsonObject().put("auth", "none"));
  private final RequestGate gate = new RequestGate(vertx, options, AccessToken.create());
  private final BridgeMetrics metrics = new BridgeMetrics(new SimpleMeterRegistry());

  /** Starts the bridge's; returns its port. */
  int startBridge() {
    HttpServer server =
        vertx
            .createHttpServer(FrameBridge.harden(local(), options))
            .requestHandler(
                request ->
                    gate.check(request)
                        .onSuccess(
                            refusal -> {
                              if (refusal == null && UpgradeHandler.isUpgrade(request)) {
                                request.toWebSocket().onSuccess(socket -> echo(request, socket));
                              } else {
                                request.response().setStatusCode(403).end();
                              }
                            }));
    return Eventually.done(server.listen()).actualPort();
  }

  /** Starts the plain one; returns its port. */
  int startPlain() {
    HttpServer server =
        vertx
            .createHttpServer(local())
            .webSocketHandler(
                socket ->
                    socket
                        .textMessageHandler(socket::writeTextMessage)
                        .binaryMessageHandler(socket::writeBinaryMessage));
    return Eventually.done(server.listen()).actualPort();
  }

  private static HttpServerOptions local() {
    return new HttpServerOptions().setHost("127.0.0.1").setPort(0);
  }

  private void echo(HttpServerRequest request, ServerWebSocket socket) {
    ClientTransport transport =
        SocketInternals.transport(vertx, request, socket, new SharedBuffers());
    SocketHandlers.attach(socket, transport, new Echo(socket, transport));
    socket.closeHandler(done -> metrics.disconnected(SocketClose.code(socket, code -> code)));
  }

  @Override
  public void close() {
    Eventually.done(vertx.close());
  }

  /** One connection. */
  private record Echo(ServerWebSocket socket, ClientTransport transport, RateLimit rate)
      implements SocketListener {

    Echo(ServerWebSocket socket, ClientTransport transport) {
      this(
          socket, transport, new RateLimit(ClientInbox.MAX_MESSAGES_PER_SECOND, System.nanoTime()));
    }

    @Override
    public void text(String text, long nowNanos) {
      if (admit(nowNanos)) {
        transport.sendText(text);
        transport.flush();
      }
    }

    @Override
    public void binary(byte[] data, long nowNanos) {
      if (admit(nowNanos)) {
        socket.writeBinaryMessage(Buffer.buffer(data));
      }
    }

    @Override
    public void pingOrPiece(long nowNanos) {
      admit(nowNanos);
    }

    @Override
    public void pong(@Nullable Long frameNumber, long nowNanos) {
      admit(nowNanos);
    }

    @Override
    public void broken(CloseReason reason) {
      transport.close(reason);
    }

    private boolean admit(long nowNanos) {
      boolean admitted = rate.allows(nowNanos);
      if (!admitted) {
        transport.close(CloseReason.RATE_LIMITED);
      }
      return admitted && !socket.isClosed();
    }
  }
}
