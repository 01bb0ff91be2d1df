package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that say what no client should: each ends alone, or is told and goes on. */
class HostileClientTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles(new JsonObject().put("maxClients", 3));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "null",
        "{}",
        "{\"type\":\"explode\"}",
        "{\"type\":42}",
        "{\"type\":\"ack\"}",
        "{\"type\":\"ack\",\"frameNumber\":1e999}",
        "{\"type\":\"set_rate\",\"maxFrameRate\":0}",
        "{\"type\":\"subscribe\",\"channels\":[\"../../etc\"]}",
        "{\"type\":\"subscribe\",\"channels\":\"energy\"}",
        "{\"type\":\"visibility\",\"hidden\":true,\"secret\":\"canary\"}",
        "{\"type\":\"visibility\",\"hidden\":true}}",
        "{\"type\":\"visibility\",\"type\":\"ack\"}",
        "\u0000"
      })
  void whatIsNotUnderstoodIsToldAndTheStreamGoesOn(String message) {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.say(message);
      JsonNode error = client.nextOfType("error_event");

      assertThat(error.at("/payload/code").textValue()).isEqualTo("UNSUPPORTED_MESSAGE");
      assertThat(error.at("/payload/severity").textValue()).isEqualTo("warning");
      assertThat(error.toString()).doesNotContain("canary", "explode", "etc");
      assertThat(TestEvents.CATALOG.validator().validate(error)).isEmpty();
      assertStreamGoesOn(client);
    }
  }

  @Test
  void aBinaryMessageIsToldAndTheStreamGoesOn() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.sayBinary(new byte[] {1, 2, 3});

      assertThat(client.nextOfType("error_event").at("/payload/code").textValue())
          .isEqualTo("UNSUPPORTED_MESSAGE");
      assertStreamGoesOn(client);
    }
  }

  @Test
  void complaintsComeAtMostOnceASecondAndCountAll() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      for (int i = 0; i < 50; i++) {
        client.say("garbage");
      }
      List<JsonNode> errors = new ArrayList<>();
      client.next(
          message -> {
            if (message.get("type").textValue().equals("error_event")) {
              errors.add(message);
            }
            return message.get("type").textValue().equals("heartbeat");
          });

      assertThat(errors).hasSizeBetween(1, 2);
      Eventually.until("the count", () -> rig.count("wirthforge.messages.unsupported") == 50);
    }
  }

  @Test
  void aMessageOverSixtyFourKibEndsTheConnection() {
    try (WsProbe neighbour = WsProbe.events(rig.port());
        RawClient client = upgraded()) {
      client.trySend(RawClient.frame(RawClient.TEXT, true, new byte[65_537]));

      assertClosed(client, 1009);
      assertStreamGoesOn(neighbour);
    }
  }

  @Test
  void aMessageOverSixtyFourKibInPiecesEndsTheConnection() {
    try (RawClient client = upgraded()) {
      byte[] piece = "x".repeat(8192).getBytes(UTF_8);
      boolean open = client.trySend(RawClient.frame(RawClient.TEXT, false, piece));
      for (int i = 0; i < 100 && open; i++) {
        open = client.trySend(RawClient.frame(0, false, piece));
      }

      assertClosed(client, 1009);
    }
  }

  @Test
  void aMessageOfExactlySixtyFourKibIsNotTooLarge() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.say("x".repeat(65_536));

      assertThat(client.nextOfType("error_event").toString()).contains("UNSUPPORTED_MESSAGE");
      assertStreamGoesOn(client);
    }
  }

  @Test
  void textThatIsNoUtf8EndsTheConnectionWithOneCloseFrame() {
    byte[][] broken = {
      {(byte) 0xC0, (byte) 0xAF}, {(byte) 0xFF}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {'{', -1}
    };
    try (WsProbe neighbour = WsProbe.events(rig.port())) {
      for (byte[] bytes : broken) {
        try (RawClient client = upgraded()) {
          client.send(RawClient.frame(RawClient.TEXT, true, bytes));

          assertClosed(client, 1007);
        }
        Eventually.until("the end to be noticed", () -> rig.clients() == 1);
      }
      assertStreamGoesOn(neighbour);
    }
  }

  @Test
  void aFaultInAPieceEndsTheConnectionBeforeTheMessageIsWhole() {
    try (RawClient client = upgraded()) {
      client.send(RawClient.frame(RawClient.TEXT, false, new byte[] {'{', (byte) 0xC0}));

      assertClosed(client, 1007);
    }
  }

  @Test
  void theCloseFrameOfAClientThatWasEndedIsNotAnsweredWithAnother() {
    try (RawClient client = upgraded()) {
      client.send(RawClient.frame(RawClient.TEXT, true, new byte[] {-1}));
      RawClient.WsFrame close = client.readClose();
      client.send(RawClient.frame(RawClient.CLOSE, true, new byte[] {3, (byte) 0xE8}));

      assertThat(close.closeCode()).isEqualTo(1007);
      assertThat(client.readClose()).isNull();
    }
  }

  @Test
  void aMessageWhoseFirstPieceIsEmptyIsUnderstood() {
    try (RawClient client = upgraded()) {
      client.send(RawClient.frame(RawClient.TEXT, false, new byte[0]));
      client.send(RawClient.frame(0, false, new byte[0]));
      client.send(RawClient.frame(0, true, "garbage".getBytes(UTF_8)));
      RawClient.WsFrame answer = client.read();
      while (!answer.text().contains("error_event")) {
        answer = client.read();
      }

      assertThat(answer.text()).contains("UNSUPPORTED_MESSAGE");
    }
  }

  @Test
  void aPingIsAnsweredWithItsPayload() {
    try (RawClient client = upgraded()) {
      client.send(RawClient.frame(RawClient.PING, true, new byte[] {7, 8}));
      RawClient.WsFrame pong = client.read();
      while (pong.opcode() != RawClient.PONG) {
        pong = client.read();
      }

      assertThat(pong.payload()).containsExactly(7, 8);
    }
  }

  @Test
  void framesThatBreakTheProtocolEndTheConnection() {
    byte[] unmasked = {(byte) 0x81, 2, 'h', 'i'};
    byte[] unknownOpcode = RawClient.frame(5, true, new byte[0]);
    byte[] reservedBit = RawClient.frame(RawClient.TEXT, true, new byte[0]);
    reservedBit[0] |= 0x40;
    byte[] fragmentedPing = RawClient.frame(RawClient.PING, false, new byte[0]);
    byte[] longPing = RawClient.frame(RawClient.PING, true, new byte[126]);
    byte[] loneContinuation = RawClient.frame(0, true, new byte[1]);
    byte[] hugeLength = {
      (byte) 0x81, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4, 5, 6, 7, 8
    };
    try (WsProbe neighbour = WsProbe.events(rig.port())) {
      for (byte[] bytes :
          List.of(
              unmasked,
              unknownOpcode,
              reservedBit,
              fragmentedPing,
              longPing,
              loneContinuation,
              hugeLength)) {
        try (RawClient client = upgraded()) {
          client.send(bytes);
          RawClient.WsFrame close = client.readClose();
          assertThat(close).as("the end after %s", Arrays.toString(bytes)).isNotNull();
          assertThat(close.closeCode()).isIn(1002, 1009);
          assertThat(client.readClose()).as("only one close frame").isNull();
        }
        Eventually.until("the end to be noticed", () -> rig.clients() == 1);
      }
      assertStreamGoesOn(neighbour);
    }
  }

  @Test
  void whatBreaksTheProtocolBehindWhatDoesNotEndsTheConnectionWithItsCodeAsWell() {
    byte[] pong = RawClient.frame(RawClient.PONG, true, new byte[0]);
    byte[] unknownOpcode = RawClient.frame(5, true, new byte[0]);
    byte[] both = Arrays.copyOf(pong, pong.length + unknownOpcode.length);
    System.arraycopy(unknownOpcode, 0, both, pong.length, unknownOpcode.length);
    try (RawClient client = upgraded()) {
      client.send(both);
      RawClient.WsFrame close = client.readClose();
      assertThat(close).isNotNull();
      assertThat(close.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void aConnectionTooManyIsToldToComeBackLater() {
    try (WsProbe one = WsProbe.events(rig.port());
        WsProbe two = WsProbe.events(rig.port());
        WsProbe three = WsProbe.events(rig.port())) {
      try (WsProbe four = WsProbe.events(rig.port())) {
        assertThat(four.end()).isEqualTo(new WsProbe.End(1013, CloseReason.AT_CAPACITY.text()));
      }
      assertStreamGoesOn(one);
      assertStreamGoesOn(three);
      two.vanish();
      Eventually.until("the end to be noticed", () -> rig.clients() == 2);
      try (WsProbe four = WsProbe.events(rig.port())) {
        assertStreamGoesOn(four);
      }
    }
  }

  @Test
  void aClientThatVanishesWithoutAWordIsForgotten() throws Exception {
    try (RawClient client = upgraded()) {
      Eventually.until("the connection", () -> rig.clients() == 1);
      client.socket().setSoLinger(true, 0);
    }
    // The rig's own first attempt was another.
    Eventually.until(
        "the end to be noticed", () -> rig.count("wirthforge.disconnects", "code", "1006") == 2);
    assertThat(rig.clients()).isZero();
  }

  private RawClient upgraded() {
    RawClient client = RawClient.open(rig.port());
    assertThat(client.handshake("/ws").status()).isEqualTo(101);
    return client;
  }

  private static void assertClosed(RawClient client, int code) {
    RawClient.WsFrame close = client.readClose();
    assertThat(close).isNotNull();
    assertThat(close.closeCode()).isEqualTo(code);
    assertThat(client.readClose()).as("only one close frame").isNull();
  }

  private void assertStreamGoesOn(WsProbe client) {
    rig.publish(TestEvents.reward("on we go"));
    assertThat(client.nextOfType("reward_event").toString()).contains("on we go");
  }
}
