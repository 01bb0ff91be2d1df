package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients that speak before they are answered: told so, and their buffers are not lost. */
class EarlyWordsTest {

  private static final int TALKERS = 20;
  private static final String UNKNOWN = "Sec-WebSocket-Protocol: unheard.of";
  private static final byte[] WORDS =
      RawClient.frame(RawClient.TEXT, true, "{\"type\":\"x\"}".getBytes(UTF_8));

  @Test
  void theyAreSentAwayAndLeaveNoBufferBehind() {
    try (LeakWatch leaks = new LeakWatch();
        BridgeRig rig = BridgeRig.verticles(new JsonObject().put("auth", "none"))) {
      for (int i = 0; i < TALKERS; i++) {
        try (RawClient client = RawClient.open(rig.port())) {
          client.send(early(rig.port()));
          assertThat(client.answer().status()).isEqualTo(101);
          RawClient.WsFrame close = client.readClose();
          assertThat(close).isNotNull();
          assertThat(close.closeCode()).isEqualTo(1002);
        }
      }
      Eventually.until("the end of all", () -> rig.clients() == 0);
      assertThat(leaks.reports()).isEmpty();
    }
  }

  @Test
  void whereTheAnswerTakesTimeTheyLeaveNoneBehindEither() {
    try (LeakWatch leaks = new LeakWatch();
        BridgeRig rig = BridgeRig.verticles(new JsonObject().put("auth", "same-user"))) {
      for (int i = 0; i < TALKERS; i++) {
        try (RawClient client = RawClient.open(rig.port())) {
          client.send(early(rig.port()));
          assertThat(client.answer().status()).isEqualTo(101);
          assertThat(client.readClose()).extracting(RawClient.WsFrame::closeCode).isEqualTo(1002);
        }
      }
      Eventually.until("the end of all", () -> rig.clients() == 0);
      assertThat(leaks.reports()).isEmpty();
    }
  }

  @Test
  void aSecondRequestInTheSameBreathTakesNoSeat() {
    try (LeakWatch leaks = new LeakWatch();
        BridgeRig rig =
            BridgeRig.verticles(new JsonObject().put("auth", "none").put("maxClients", 2))) {
      for (int i = 0; i < TALKERS; i++) {
        try (RawClient client = RawClient.open(rig.port())) {
          client.send(twice(upgrade(rig.port())));
          client.readToEnd();
        }
        Eventually.until("its end", () -> rig.clients() == 0);
      }
      try (WsProbe honest = WsProbe.events(rig.port())) {
        honest.nextOfType("heartbeat");
      }
      assertThat(leaks.reports()).isEmpty();
    }
  }

  @Test
  void whoIsRefusedAndWaitedMayAskAgainOnTheSameConnection() {
    try (BridgeRig rig = BridgeRig.verticles(new JsonObject().put("auth", "none"));
        RawClient client = RawClient.open(rig.port())) {
      client.send(upgrade(rig.port(), UNKNOWN));
      assertThat(client.answer().status()).isEqualTo(400);
      client.send(upgrade(rig.port()));
      assertThat(client.answer().status()).isEqualTo(101);
      assertThat(client.read()).isNotNull();
    }
  }

  @Test
  void plainVertxLosesTheirBuffers() {
    Vertx vertx = Vertx.vertx();
    try (LeakWatch leaks = new LeakWatch()) {
      HttpServer server =
          vertx.createHttpServer().webSocketHandler(socket -> socket.writeTextMessage("hello"));
      int port = Eventually.done(server.listen(0, "127.0.0.1")).actualPort();
      for (int i = 0; i < TALKERS; i++) {
        try (RawClient client = RawClient.open(port)) {
          client.send(early(port));
          assertThat(client.answer().status()).isEqualTo(101);
          assertThat(client.read()).isNotNull();
        }
      }
      Eventually.until("a report", () -> !leaks.reports().isEmpty());
      // Until no more come, so that they are not taken for those of another test.
      Eventually.until("all reports", () -> leaks.reports().size() == leaks.reports().size());
    } finally {
      Eventually.done(vertx.close());
    }
  }

  private static byte[] upgrade(int port, String... more) {
    String request =
        "GET /ws HTTP/1.1\r\n"
            + String.join("\r\n", RawClient.upgradeHeaders("127.0.0.1:" + port))
            + Stream.of(more).map(header -> "\r\n" + header).collect(Collectors.joining())
            + "\r\n\r\n";
    return request.getBytes(ISO_8859_1);
  }

  private static byte[] early(int port) {
    return joined(upgrade(port), WORDS, WORDS);
  }

  private static byte[] twice(byte[] request) {
    return joined(request, request);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
