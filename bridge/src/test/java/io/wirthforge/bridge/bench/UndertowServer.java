package io.wirthforge.bridge.bench;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameClock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Another Java server, as one would write it: each event encoded and sent for each socket. */
final class UndertowServer {

  private final int port;
  private final Set<WebSocketChannel> sockets = ConcurrentHashMap.newKeySet();

  UndertowServer(int port) {
    this.port = port;
  }

  void run() {
    Undertow.builder()
        .addHttpListener(
            port, "127.0.0.1", Handlers.websocket((exchange, socket) -> connected(socket)))
        .build()
        .start();
    FrameClock clock = new FrameClock(System.nanoTime());
    while (true) {
      LockSupport.parkNanos(clock.nanosUntilNext(System.nanoTime()));
      if (clock.poll(System.nanoTime()).isPresent()) {
        for (JsonObject event : BenchEvent.jsons()) {
          sockets.forEach(socket -> WebSockets.sendText(event.encode(), socket, null));
        }
      }
    }
  }

  private void connected(WebSocketChannel socket) {
    sockets.add(socket);
    socket.addCloseTask(sockets::remove);
    socket.getReceiveSetter().set(new AbstractReceiveListener() {});
    socket.resumeReceives();
  }
}
