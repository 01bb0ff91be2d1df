package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of WebSockets on Vert.x as it comes: nothing is set but where it listens. */
final class PlainServer implements AutoCloseable {

  /** The texts that reached its message handler. */
  final List<String> texts = new CopyOnWriteArrayList<>();

  /** What its exception handlers were told. */
  final List<String> faults = new CopyOnWriteArrayList<>();

  /** How many pings it has answered. */
  final AtomicInteger pings = new AtomicInteger();

  /** How many of them since its write queue was full for good. */
  final AtomicInteger pingsWhileFull = new AtomicInteger();

  /** How large the largest frame was that its frame handler got. */
  final AtomicInteger largestFrameBytes = new AtomicInteger();

  private final Vertx vertx = Vertx.vertx();
  private final int port;

  PlainServer() {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> request.response().end("hello"))
            .webSocketHandler(this::accept);
    port = Eventually.done(server.listen()).actualPort();
  }

  private void accept(ServerWebSocket socket) {
    socket.textMessageHandler(texts::add);
    socket.exceptionHandler(fault -> faults.add(String.valueOf(fault.getMessage())));
    socket.frameHandler(frame -> take(socket, frame));
  }

  private void take(ServerWebSocket socket, WebSocketFrame frame) {
    largestFrameBytes.accumulateAndGet(frame.binaryData().length(), Math::max);
    if (frame.isPing()) {
      pings.incrementAndGet();
      pingsWhileFull.set(socket.writeQueueFull() ? pingsWhileFull.get() + 1 : 0);
    }
  }

  int port() {
    return port;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** A connection that became a WebSocket. */
  RawClient connect(String... lines) {
    RawClient client = RawClient.open(port);
    RawClient.Answer answer = client.handshake("/ws", lines);
    if (answer.status() != 101) {
      throw new AssertionError("the plain server answered " + answer.status());
    }
    return client;
  }

  /** The next text that reaches its message handler. */
  String nextText() {
    return Eventually.get("a text", () -> texts.isEmpty() ? null : texts.remove(0));
  }

  @Override
  public void close() {
    Eventually.done(vertx.close());
  }
}
