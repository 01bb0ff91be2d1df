package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pace that an application's own server asks for. */
class PacedConnectionsTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Eventually.done(vertx.close());
  }

  @Test
  void oneThrottleIsSetWhereTheyAreAcceptedForAll() {
    List<ChannelPipeline> accepting = new CopyOnWriteArrayList<>();
    Handler<HttpConnection> paced = FrameBridge.pacedConnections();
    HttpServer server =
        vertx
            .createHttpServer()
            .connectionHandler(
                connection -> {
                  paced.handle(connection);
                  accepting.add(((ConnectionBase) connection).channel().parent().pipeline());
                })
            .requestHandler(request -> request.response().end());
    int port = Eventually.done(server.listen(0, "127.0.0.1")).actualPort();
    for (int i = 0; i < 3 * AdmissionPace.CREDIT; i++) {
      try (RawClient client = RawClient.open(port)) {
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }

    assertThat(accepting).hasSize(3 * AdmissionPace.CREDIT);
    assertThat(Set.copyOf(accepting)).hasSize(1);
    assertThat(accepting.get(0).toMap().values())
        .filteredOn(AcceptThrottle.class::isInstance)
        .hasSize(1);
  }
}
