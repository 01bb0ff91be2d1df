package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way to a socket by the public API alone: the same messages, in the same order. */
class WebSocketTransportTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  @Test
  void messagesPingsAndTheEndArriveInOrder() {
    HttpServer server =
        Eventually.done(
            vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .webSocketHandler(this::speak)
                .listen());
    try (RawClient client = RawClient.open(server.actualPort())) {
      assertThat(client.handshake("/").status()).isEqualTo(101);

      assertThat(client.read().text()).isEqualTo("shared é");
      assertThat(client.read().text()).isEqualTo("by two");
      assertThat(client.read().payload()).containsExactly(0, 0, 0, 0, 0, 0, 0, 7);
      assertThat(client.read().text()).isEqualTo("its own");
      assertThat(client.readClose().closeCode()).isEqualTo(1001);
    }
  }

  private void speak(ServerWebSocket socket) {
    WebSocketTransport transport = new WebSocketTransport(vertx, socket);
    assertThat(transport.writable()).isTrue();
    transport.send(new SharedMessages(List.of("shared é", "by two")));
    transport.sendPing(7);
    transport.sendText("its own");
    transport.flush();
    transport.close(CloseReason.SHUTDOWN);
    assertThat(transport.writable()).isFalse();
  }
}
