package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that do not read, on real sockets: they hinder nobody, and lose nothing or their seat.
 */
class SlowClientTest {

  private static final int TINY_BUFFER = 2048;

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void aClientThatNeverReadsChangesNothingForTheOthers(WireMode mode) {
    try (BridgeRig rig = BridgeRig.verticles();
        RawClient slow = notReading(rig, mode);
        WsProbe frames = WsProbe.frames(rig.port());
        WsProbe events = WsProbe.events(rig.port())) {
      FrameContributor contributor = contribute(rig, 4000);
      frames.nextOfType("welcome");
      long last = frames.next().get("frameNumber").longValue();
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < 180; i++) {
        JsonNode frame = frames.next();
        assertThat(frame.get("fromFrame").longValue()).isEqualTo(last + 1);
        last = frame.get("frameNumber").longValue();
        frames.ack(last);
        frame.get("events").forEach(event -> addNumbers(event, numbers));
      }
      contributor.leave();
      assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(150);
      List<String> same = new ArrayList<>();
      events.next(
          message -> {
            addNumbers(message, same);
            return same.contains(numbers.get(numbers.size() - 1));
          });
      assertThat(same).containsAll(numbers);
      assertThat(slow.socket().isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void aClientThatReadsAgainHasAllOfTheText(WireMode mode) {
    try (BridgeRig rig = BridgeRig.verticles();
        RawClient slow = notReading(rig, mode);
        WsProbe witness = WsProbe.events(rig.port())) {
      FrameContributor contributor = contribute(rig, 4000);
      List<String> all = new ArrayList<>();
      while (all.size() < 200) {
        addNumbers(witness.nextOfType("token_stream"), all);
      }
      contributor.leave();
      rig.publish(TestEvents.finalText("s", "#end"));
      witness.next(
          message -> {
            addNumbers(message, all);
            return message.toString().contains("#end");
          });
      List<String> got = new ArrayList<>();
      int frames = 0;
      while (!got.contains("#end")) {
        RawClient.WsFrame frame = slow.read();
        if (frame.opcode() == RawClient.PING) {
          slow.send(RawClient.frame(RawClient.PONG, true, frame.payload()));
        } else {
          frames += readText(slow, frame, mode, got);
        }
      }

      // The witness may have come a frame later than the slow one.
      assertThat(got).containsSubsequence(all).doesNotHaveDuplicates();
      // Had each frame waited for it, there would be some 200 messages.
      assertThat(frames).isLessThan(60);
    }
  }

  @Test
  void aClientForWhichTooMuchWaitsIsReallyGoneThoughItReadsNothing() {
    JsonObject settings = new JsonObject().put("maxPendingBytes", 200_000);
    try (BridgeRig rig = BridgeRig.verticles(settings);
        RawClient slow = notReading(rig, WireMode.EVENTS)) {
      Eventually.until("the connection", () -> rig.clients() == 1);
      FrameContributor contributor = contribute(rig, 20_000);
      Eventually.until("the seat to be free", () -> rig.clients() == 0);
      contributor.leave();

      while (slow.read() != null) {
        // What was under way, and then the end.
      }
      assertThat(rig.count("wirthforge.disconnects", "code", "4008")).isEqualTo(1);
    }
  }

  @Test
  void aClientThatIsCutOffIsCountedAsGoneWithoutAClose() {
    try (BridgeRig rig = BridgeRig.verticles();
        RawClient cut = notReading(rig, WireMode.EVENTS)) {
      Eventually.until("the connection", () -> rig.clients() == 1);
      cut.reset();
      Eventually.until("the seat to be free", () -> rig.clients() == 0);

      assertThat(rig.count("wirthforge.disconnects", "code", "1011")).isZero();
      assertThat(rig.count("wirthforge.disconnects", "code", "1006")).isPositive();
    }
  }

  @Test
  void aClientThatSaysGoodbyeAndReadsNothingKeepsNoSeat() {
    JsonObject settings = new JsonObject().put("maxPendingBytes", 2_000_000);
    try (BridgeRig rig = BridgeRig.verticles(settings);
        RawClient slow = notReading(rig, WireMode.EVENTS);
        WsProbe witness = WsProbe.events(rig.port())) {
      Eventually.until("the connections", () -> rig.clients() == 2);
      FrameContributor contributor = contribute(rig, 20_000);
      // Far more than the buffers between them take, and less than may wait for it.
      for (int i = 0; i < 30; i++) {
        witness.nextOfType("token_stream");
      }
      slow.send(RawClient.frame(RawClient.CLOSE, true, new byte[] {3, (byte) 232}));
      Eventually.until("the seat to be free", () -> rig.clients() == 1);
      contributor.leave();
    }
  }

  @Test
  void aServerThatShutsDownWaitsForNobodyWhoDoesNotRead() {
    try (BridgeRig rig = BridgeRig.verticles();
        RawClient slow = notReading(rig, WireMode.EVENTS);
        WsProbe good = WsProbe.events(rig.port())) {
      Eventually.until("the connections", () -> rig.clients() == 2);
      FrameContributor contributor = contribute(rig, 60_000);
      for (int i = 0; i < 40; i++) {
        good.nextOfType("token_stream");
      }
      long before = System.nanoTime();
      rig.stopBridge();
      contributor.leave();

      assertThat(System.nanoTime() - before).isLessThan(8_000_000_000L);
      assertThat(good.end().code()).isEqualTo(1001);
      assertThat(rig.clients()).isZero();
      assertThat(slow.socket().isClosed()).isFalse();
    }
  }

  private static RawClient notReading(BridgeRig rig, WireMode mode) {
    RawClient client = RawClient.open(rig.port(), TINY_BUFFER);
    assertThat(client.handshake("/ws", "Sec-WebSocket-Protocol: " + mode.subProtocol()).status())
        .isEqualTo(101);
    return client;
  }

  /** Contributes a number and some bytes to each frame. */
  private static FrameContributor contribute(BridgeRig rig, int bytes) {
    String padding = "x".repeat(bytes);
    return FrameContributor.join(
        rig.vertx,
        rig.options.addresses(),
        "text",
        tick -> List.of(TestEvents.text("s", "#" + tick.frameNumber(), padding)));
  }

  /** Reads a message that may come in fragments; in frames mode, confirms it. */
  private static int readText(
      RawClient client, RawClient.WsFrame first, WireMode mode, List<String> numbers) {
    StringBuilder text = new StringBuilder(first.text());
    for (RawClient.WsFrame frame = first; !frame.isFinal(); ) {
      frame = client.read();
      text.append(frame.text());
    }
    JsonNode message = TestEvents.json(text.toString());
    if (mode == WireMode.EVENTS) {
      addNumbers(message, numbers);
    } else if (message.has("events")) {
      message.get("events").forEach(event -> addNumbers(event, numbers));
      String ack = "{\"type\":\"ack\",\"frameNumber\":" + message.get("frameNumber") + "}";
      client.send(RawClient.frame(RawClient.TEXT, true, ack.getBytes()));
    }
    return 1;
  }

  private static void addNumbers(JsonNode event, List<String> numbers) {
    for (JsonNode token : event.at("/payload/tokens")) {
      if (token.textValue().startsWith("#")) {
        numbers.add(token.textValue());
      }
    }
  }
}
