package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the WebSocket path answers before there is a WebSocket. */
class UpgradeTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', wirthforge.v1, wirthforge.v1",
    "'', 'wirthforge.frames.v1', wirthforge.frames.v1",
    "'', 'wirthforge.v1, wirthforge.frames.v1', wirthforge.v1",
    "'', 'wirthforge.frames.v1, wirthforge.v1', wirthforge.frames.v1",
    "'', 'unknown, wirthforge.frames.v1', wirthforge.frames.v1",
    "'', 'wirthforge.token.abc, wirthforge.v1', wirthforge.v1"
  })
  void theFirstKnownSubProtocolWinsInTheAnswerAndInTheStream(
      String query, String offered, String chosen) {
    try (RawClient client = RawClient.open(rig.port())) {
      RawClient.Answer answer =
          client.handshake("/ws" + query, "Sec-WebSocket-Protocol: " + offered);

      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Sec-WebSocket-Protocol")).isEqualTo(chosen);
      rig.publish(TestEvents.error("HELLO"));
      assertThat(client.read().text())
          .startsWith(
              chosen.contains("frames") ? "{\"type\":\"welcome\"" : "{\"type\":\"error_event\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"graphql-ws", "wirthforge.v2", "WIRTHFORGE.V1", "wirthforge.frames.v1x"})
  void anUnknownSubProtocolIsABadRequest(String offered) {
    RawClient.Answer answer =
        RawClient.upgrade(rig.port(), "/ws", "Sec-WebSocket-Protocol: " + offered);

    assertThat(answer.status()).isEqualTo(400);
    JsonObject body = new JsonObject(answer.body());
    assertThat(body.getString("code")).isEqualTo("UNKNOWN_SUB_PROTOCOL");
    assertThat(body.getString("message")).contains("wirthforge.v1", "wirthforge.frames.v1");
    assertThat(body.fieldNames()).containsExactlyInAnyOrder("code", "message", "details");
    assertThat(answer.body()).doesNotContain(offered + "\"");
  }

  @Test
  void compressionIsOfferedByBrowsersAndNeverAgreed() {
    RawClient.Answer answer =
        RawClient.upgrade(
            rig.port(),
            "/ws",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.header("Sec-WebSocket-Extensions")).isNull();
  }

  @Test
  void aPlainRequestIsToldToUpgrade() {
    RawClient.Answer answer = RawClient.get(rig.port(), "/ws", "Host: " + rig.host());

    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.header("Upgrade")).isEqualTo("websocket");
    assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("UPGRADE_REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 8|Sec-WebSocket-Key: eA==",
        "Upgrade: h2c|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: eA==",
        "Upgrade: websocket|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: eA==",
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13",
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Key: eA=="
      })
  void anIncompleteHandshakeIsNone(String lines) {
    String[] headers = ("Host: " + rig.host() + "|" + lines).split("\\|");

    assertThat(RawClient.get(rig.port(), "/ws", headers).status()).isEqualTo(426);
  }

  @Test
  void anUpgradeByPostOrHttp10IsNone() {
    for (String line : new String[] {"POST /ws HTTP/1.1", "GET /ws HTTP/1.0"}) {
      try (RawClient client = RawClient.open(rig.port())) {
        assertThat(client.request(line, RawClient.upgradeHeaders(rig.host())).status())
            .as(line)
            .isEqualTo(426);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ws/", "/WS", "/wsx", "/%77s", "/ws/..%2f"})
  void otherPathsAreNotFound(String path) {
    assertThat(RawClient.upgrade(rig.port(), path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "rate=0, rate",
    "rate=61, rate",
    "rate=1.5, rate",
    "rate=, rate",
    "rate=-1, rate",
    "rate=030, rate",
    "channels=nonsense, channels",
    "channels=energy%2Cnonsense, channels",
    "channels=, channels",
    "models=, models",
    "models=a%20b, models",
    "models=m1%2C, models",
    "resume=, resume",
    "resume=k3f9, resume",
    "resume=k3f9:-1, resume",
    "resume=k3f9:9999999999999999, resume",
    "resume=K!:1, resume"
  })
  void aParameterWithoutMeaningClosesWithAReasonAndStopsTheClient(String query, String name) {
    try (WsProbe client =
        WsProbe.connect(rig.port(), "/ws?" + query, WireMode.FRAMES.subProtocol())) {
      WsProbe.End end = client.end();

      assertThat(end.code()).isEqualTo(4000);
      assertThat(end.reason()).startsWith("query parameter " + name + " must");
      assertThat(client.received()).isEmpty();
    }
    Eventually.until(
        "the count of the disconnect",
        () -> rig.count("wirthforge.disconnects", "code", "4000") == 1);
    assertThat(rig.clients()).isZero();
  }

  @Test
  void untilThereIsAFrameNobodyIsLetIn() {
    try (BridgeRig starting = BridgeRig.verticlesWithoutFrames(new JsonObject())) {
      RawClient.Answer answer = RawClient.upgrade(starting.port(), "/ws");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("NOT_READY");
      assertThat(RawClient.get(starting.port(), "/other", "Host: " + starting.host()).status())
          .isEqualTo(404);
      starting.startFrames();
      starting.awaitReady();
    }
  }

  @Test
  void untilTheEventThatMeansReadyHasComeNobodyIsLetInThenEverybody() {
    JsonObject settings = new JsonObject().put("readyEvent", "startup_complete");
    try (BridgeRig starting = BridgeRig.verticles(settings)) {
      starting.publish(TestEvents.energy("m1", "1", "1", 1));
      Eventually.until(
          "the intake", () -> starting.count("wirthforge.events.in", "channel", "energy") == 1);
      WsProbe.Refused refused =
          catchThrowableOfType(WsProbe.Refused.class, () -> WsProbe.events(starting.port()));
      assertThat(refused.status).isEqualTo(503);
      starting.publish(TestEvents.startup("m1"));
      Eventually.until(
          "to be let in", () -> RawClient.upgrade(starting.port(), "/ws").status() == 101);
      try (WsProbe client = WsProbe.events(starting.port())) {
        assertThat(client.next().get("type").textValue()).isEqualTo("startup_complete");
      }
    }
  }
}
