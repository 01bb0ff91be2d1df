package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Upgrade requests that plain Vert.x grants and the bridge does not: the same lines to both. */
class HolesOfPlainUpgradesTest {

  private static final String UPGRADE = "GET /ws HTTP/1.1";
  private static final int SHORT_PATIENCE_MS = 50;

  private static PlainServer plain;
  private static BridgeRig ours;

  @BeforeAll
  static void start() {
    plain = new PlainServer();
    ours = BridgeRig.verticles();
  }

  @AfterAll
  static void stop() {
    plain.close();
    ours.close();
  }

  @Test
  void plainGrantsAllFortyFourHostileRequestsAndWeNone() {
    List<List<String>> all = HostileUpgrades.all();
    assertThat(all).hasSize(44);
    for (List<String> hostile : all) {
      String[] toPlain = HostileUpgrades.request(hostile, plain.port());
      String[] toOurs = HostileUpgrades.request(hostile, ours.port());
      assertThat(status(plain.port(), UPGRADE, toPlain)).as("%s", hostile).isEqualTo(101);
      assertThat(status(ours.port(), UPGRADE, toOurs)).as("%s", hostile).isEqualTo(403);
    }
  }

  @Test
  void plainUpgradesHttp10() {
    String line = "GET /ws HTTP/1.0";
    assertThat(status(plain.port(), line, RawClient.upgradeHeaders(plain.host()))).isEqualTo(101);
    assertThat(status(ours.port(), line, RawClient.upgradeHeaders(ours.host()))).isEqualTo(426);
  }

  @Test
  void plainSpeaksVersion8() {
    assertThat(status(plain.port(), UPGRADE, version8(plain.host()))).isEqualTo(101);
    assertThat(status(ours.port(), UPGRADE, version8(ours.host()))).isEqualTo(426);
  }

  @Test
  void plainTakesAThousandHeadersWeAHundred() {
    String[] many = headers(1000);
    assertThat(status(plain.port(), UPGRADE, RawClient.upgradeHeaders(plain.host(), many)))
        .isEqualTo(101);
    assertThat(status(ours.port(), UPGRADE, RawClient.upgradeHeaders(ours.host(), many)))
        .isEqualTo(403);
    int rest = RequestGate.MAX_HEADERS - RawClient.upgradeHeaders("x").length;
    for (int more = 0; more <= 1; more++) {
      String[] few = RawClient.upgradeHeaders(ours.host(), headers(rest + more));
      assertThat(status(ours.port(), UPGRADE, few)).isEqualTo(more == 0 ? 101 : 403);
    }
  }

  @Test
  void plainTurnsToHttp2InCleartext() {
    String[] h2c = {
      "Host: x",
      "Upgrade: h2c",
      "Connection: Upgrade, HTTP2-Settings",
      "HTTP2-Settings: AAMAAABkAAQAAP__"
    };
    h2c[0] = "Host: " + plain.host();
    assertThat(status(plain.port(), "GET / HTTP/1.1", h2c)).isEqualTo(101);
    h2c[0] = "Host: " + ours.host();
    assertThat(status(ours.port(), "GET / HTTP/1.1", h2c)).isEqualTo(404);
    assertThat(status(ours.port(), UPGRADE, h2c)).isEqualTo(426);
  }

  @Test
  void plainWaitsForTheOtherHalfOfAHandshakeLongAfterWeHaveEndedIt() {
    Vertx vertx = Vertx.vertx();
    try (RawClient toPlain = RawClient.open(plain.port());
        RawClient toOurs = RawClient.open(guarded(vertx))) {
      byte[] half = (UPGRADE + "\r\nHost: " + plain.host() + "\r\n").getBytes(US_ASCII);
      toPlain.send(half);
      toOurs.send(half);
      assertThat(toOurs.isEnded()).isTrue();

      String[] lines = RawClient.upgradeHeaders("x");
      String rest = String.join("\r\n", Arrays.asList(lines).subList(1, lines.length));
      toPlain.send((rest + "\r\n\r\n").getBytes(US_ASCII));
      assertThat(toPlain.answer().status()).isEqualTo(101);
    } finally {
      Eventually.done(vertx.close());
    }
  }

  /** A server behind the bridge's guard, of less patience. */
  private static int guarded(Vertx vertx) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SocketGuard guard =
        new SocketGuard(
            vertx,
            OpenSockets.of(vertx, "guarded", registry),
            SocketLimits.of(1),
            new BridgeMetrics(registry),
            SHORT_PATIENCE_MS);
    HttpServer server =
        vertx
            .createHttpServer(FrameBridge.harden(new HttpServerOptions(), new FrameBridgeOptions()))
            .connectionHandler(guard::opened)
            .requestHandler(request -> request.response().end());
    return Eventually.done(server.listen(0, "127.0.0.1")).actualPort();
  }

  private static String[] headers(int count) {
    String[] headers = new String[count];
    for (int i = 0; i < count; i++) {
      headers[i] = "X" + i % 10 + ": y";
    }
    return headers;
  }

  private static String[] version8(String host) {
    String[] headers = RawClient.upgradeHeaders(host);
    headers[3] = "Sec-WebSocket-Version: 8";
    return headers;
  }

  private static int status(int port, String line, String... headers) {
    try (RawClient client = RawClient.open(port)) {
      return client.request(line, headers).status();
    }
  }
}
