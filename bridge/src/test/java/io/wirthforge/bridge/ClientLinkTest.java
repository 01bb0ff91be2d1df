package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.EnergyField.FieldType;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client gets, and when: current, slow, and after it was slow. */
class ClientLinkTest {

  private static final EventCodec CODEC = new EventCodec(TestEvents.CATALOG);

  private final LinkRig rig = new LinkRig();

  @Test
  void aNewClientInFramesModeIsWelcomedAndGetsTheStateAsAReset() {
    rig.tick(
        TestEvents.startup("m1"), TestEvents.energy("m1", "2", "1", 1), TestEvents.text("s", "a"));
    List<JsonNode> messages = rig.connect(WireMode.FRAMES).transport.take();

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).toString())
        .isEqualTo(
            "{\"type\":\"welcome\",\"epoch\":\"e1\",\"connectionId\":\"c1\",\"resumed\":false,"
                + "\"frameRate\":60,\"ackWindow\":15}");
    JsonNode frame = messages.get(1);
    assertThat(frame.get("reset").booleanValue()).isTrue();
    assertThat(types(frame.get("events")))
        .containsExactly("startup_complete", "energy_update", "token_stream");
    assertThat(frame.at("/events/1/payload/deltaEnergy").decimalValue()).isZero();
  }

  @Test
  void aNewClientInEventsModeGetsTheStateAsSeparateEvents() {
    rig.tick(TestEvents.text("s", "a"), TestEvents.energy("m1", "2", "1", 1));
    rig.tick(TestEvents.startup("m1"));

    assertThat(types(rig.connect(WireMode.EVENTS).transport.take()))
        .containsExactly("startup_complete", "energy_update", "token_stream");
  }

  @Test
  void aTextThatEndedLatelyIsPartOfAStateThatReplacesAllText() {
    rig.tick(TestEvents.finalText("s", "the end"));

    assertThat(types(rig.connect(WireMode.FRAMES).transport.take().get(1).get("events")))
        .containsExactly("token_stream");
    assertThat(rig.connect(WireMode.EVENTS).transport.take()).isEmpty();
  }

  @Test
  void aFrameHasExactlyTheMembersOfTheSpecification() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    Frame frame = rig.tick(TestEvents.text("s", "\"</script>\u2028 Ω"), TestEvents.text("s", "b"));
    JsonNode message = client.transport.take().get(0);

    assertThat(names(message))
        .containsExactly(
            "type", "epoch", "frameNumber", "fromFrame", "timestamp", "coalesced", "events");
    assertThat(message.get("type").textValue()).isEqualTo("frame");
    assertThat(message.get("epoch").textValue()).isEqualTo("e1");
    assertThat(message.get("frameNumber").longValue()).isEqualTo(frame.frameNumber());
    assertThat(message.get("fromFrame").longValue()).isEqualTo(frame.frameNumber());
    assertThat(message.get("timestamp").longValue()).isEqualTo(frame.timestampMs());
    assertThat(message.get("coalesced").longValue()).isEqualTo(1);
    assertThat(message.get("events").get(0)).isEqualTo(tree(frame, 0));
  }

  @Test
  void aCurrentClientGetsOneSendATick() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    for (int i = 0; i < 100; i++) {
      Frame frame = rig.tick(TestEvents.text("s", "x"), TestEvents.energy("m1", "1", "1", 1));
      List<JsonNode> sent = client.transport.take();
      assertThat(sent).hasSize(1);
      assertThat(sent.get(0).get("frameNumber").longValue()).isEqualTo(frame.frameNumber());
      assertThat(sent.get(0).get("coalesced").longValue()).isZero();
      client.ack(frame.frameNumber());
    }
  }

  @Test
  void aCurrentClientInEventsModeGetsEachEventOfATickInOrder() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    Frame frame =
        rig.tick(
            TestEvents.text("s", "x"),
            TestEvents.energy("m1", "1", "1", 1),
            TestEvents.field("m1", FieldType.STREAM, 0.5));

    assertThat(client.transport.take())
        .containsExactly(tree(frame, 0), tree(frame, 1), tree(frame, 2));
  }

  @Test
  void aTickWithoutEventsSendsNothing() {
    LinkRig.Client frames = rig.connected(WireMode.FRAMES);
    LinkRig.Client events = rig.connected(WireMode.EVENTS);
    rig.tick();
    rig.tick();
    assertThat(frames.transport.take()).isEmpty();
    assertThat(events.transport.take()).isEmpty();
    rig.tick(TestEvents.text("s", "x"));

    JsonNode frame = frames.transport.take().get(0);
    assertThat(frame.get("fromFrame").longValue()).isEqualTo(rig.number() - 2);
    assertThat(events.transport.take()).hasSize(1);
  }

  @Test
  void aClientThatTakesNothingGetsNothingAndThenExactlyOneMergedFrame() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.transport.writable(false);
    long first = rig.number() + 1;
    for (int i = 0; i < 200; i++) {
      rig.tick(TestEvents.text("s", i + " "), TestEvents.energy("m1", "1", "0.1", 1));
    }
    rig.tick(TestEvents.reward("one"));
    assertThat(client.transport.take()).isEmpty();
    client.drain();
    List<JsonNode> sent = client.transport.take();

    assertThat(sent).hasSize(1);
    assertIsMerge(sent.get(0), rig.mergeFrom(first));
    client.ack(rig.number());
    Frame next = rig.tick(TestEvents.text("s", "next"));
    assertThat(client.transport.take().get(0).get("fromFrame").longValue())
        .isEqualTo(next.frameNumber());
  }

  @Test
  void aMergedFrameReachesBackBeyondTheRing() {
    LinkRig small = new LinkRig(LinkRig.OPTIONS, 5);
    LinkRig.Client client = small.connected(WireMode.FRAMES);
    client.transport.writable(false);
    long first = small.number() + 1;
    small.ticks(100);
    client.drain();

    assertIsMerge(client.transport.take().get(0), small.mergeFrom(first));
  }

  @Test
  void aTickServesAClientThatBecameWritableWithoutADrain() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    client.transport.writable(false);
    rig.ticks(3);
    client.transport.writable(true);
    rig.ticks(1);

    List<JsonNode> sent = client.transport.take();
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).at("/payload/tokens")).hasSize(4);
  }

  @Test
  void skippedTicksAreInTheRangeOfTheFrameAfterThem() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    long before = rig.number();
    rig.skip(30);
    rig.ticks(1);

    JsonNode frame = client.transport.take().get(0);
    assertThat(frame.get("fromFrame").longValue()).isEqualTo(before + 1);
    assertThat(frame.get("frameNumber").longValue()).isEqualTo(before + 31);
  }

  @Test
  void oneSlowClientChangesNothingForTheOthers() {
    LinkRig.Client slow = rig.connected(WireMode.FRAMES);
    LinkRig.Client good = rig.connected(WireMode.FRAMES);
    slow.transport.writable(false);
    for (int i = 0; i < 60; i++) {
      rig.ticks(1);
      assertThat(good.transport.take()).hasSize(1);
      good.ack(rig.number());
    }
  }

  static void assertIsMerge(JsonNode message, Frame merge) {
    assertThat(message.get("fromFrame").longValue()).isEqualTo(merge.fromFrame());
    assertThat(message.get("frameNumber").longValue()).isEqualTo(merge.frameNumber());
    assertThat(message.get("coalesced").longValue()).isEqualTo(merge.coalesced());
    assertThat(message.has("reset")).isFalse();
    List<JsonNode> expected = new ArrayList<>();
    for (int i = 0; i < merge.events().size(); i++) {
      expected.add(tree(merge, i));
    }
    assertThat(message.get("events"))
        .filteredOn(event -> !event.get("type").textValue().equals("heartbeat"))
        .containsExactlyElementsOf(expected);
  }

  static List<String> types(Iterable<JsonNode> events) {
    List<String> types = new ArrayList<>();
    events.forEach(event -> types.add(event.get("type").textValue()));
    return types;
  }

  private static List<String> names(JsonNode message) {
    List<String> names = new ArrayList<>();
    message.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode tree(Frame frame, int event) {
    return TestEvents.json(CODEC.encode(frame.events().get(event)));
  }
}
