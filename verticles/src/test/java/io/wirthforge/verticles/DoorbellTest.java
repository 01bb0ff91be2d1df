package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wirthforge.bridge.AccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Knocking at a port: an answer of any kind, or none. */
class DoorbellTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Eventually.done(vertx.close());
  }

  @Test
  void aServerThatRefusesIsThere() {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().setStatusCode(403).end());
    int port = Eventually.done(server.listen(0, "127.0.0.1")).actualPort();

    assertThat(Eventually.done(bell(port).knock())).isTrue();
    assertThat(bell(port).isThere()).isTrue();
    assertThat(bell(0).isThere()).isFalse();
  }

  @Test
  void whereTheKernelTakesConnectionsThatNobodyAcceptsThereIsNoAnswer() throws IOException {
    try (ServerSocket dead = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      assertThat(Eventually.done(bell(dead.getLocalPort()).knock())).isFalse();
    }
  }

  @Test
  void aPortThatIsClosedGivesNoAnswer() {
    assertThat(Eventually.done(bell(FreePort.any()).knock())).isFalse();
  }

  private Doorbell bell(int port) {
    return new Doorbell(vertx, "127.0.0.1", () -> port, AccessToken.create());
  }
}
