package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The credit window: how much may be under way to a client that does not confirm. */
class ClientLinkWindowTest {

  private final LinkRig rig = new LinkRig();

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void aClientThatNeverAnswersGetsNoMoreFramesThanTheWindow(WireMode mode) {
    LinkRig.Client client = rig.connected(mode);
    rig.ticks(500);
    long texts =
        client.transport.take().stream()
            .filter(message -> message.toString().contains("token_stream"))
            .count();

    assertThat(texts).isEqualTo(15);
    assertThat(client.link.unconfirmed()).isEqualTo(15);
  }

  @Test
  void anAckOpensTheWindowForOneMergedFrameAtOnce() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    rig.ticks(15);
    long lastSent = rig.number();
    rig.ticks(50);
    client.transport.take();
    client.ack(lastSent);
    List<JsonNode> sent = client.transport.take();

    assertThat(sent).hasSize(1);
    ClientLinkTest.assertIsMerge(sent.get(0), rig.mergeFrom(lastSent + 1));
    assertThat(client.link.unconfirmed()).isEqualTo(1);
  }

  @Test
  void anAckOfAnEarlierFrameFreesOnlyWhatItCovers() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    long first = rig.number() + 1;
    rig.ticks(15);
    client.ack(first + 4);

    assertThat(client.link.unconfirmed()).isEqualTo(10);
  }

  @Test
  void creditIsCountedInFramesSoASkippedClientCanGoOn() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    for (int i = 0; i < 14; i++) {
      rig.skip(100);
      rig.ticks(1);
    }
    assertThat(client.transport.take()).hasSize(14);
    assertThat(client.link.unconfirmed()).isEqualTo(14);
  }

  @Test
  void anAckOfTheFutureConfirmsNothingAndIsComplainedAbout() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    rig.ticks(15);
    client.transport.take();
    client.ack(rig.number() + 1);
    client.ack(9_007_199_254_740_991L);
    rig.ticks(1);

    assertThat(client.link.unconfirmed()).isEqualTo(15);
    assertThat(client.transport.take()).isEmpty();
    client.ack(rig.number() - 1);
    JsonNode events = client.transport.take().get(0).get("events");
    assertThat(ClientLinkTest.types(events)).containsExactly("token_stream", "error_event");
    assertThat(events.get(1).at("/payload/code").textValue()).isEqualTo("UNSUPPORTED_MESSAGE");
  }

  @Test
  void everyFifthFrameOfEventsModeCarriesAPing() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    // The snapshot of the connected client was empty, so counting begins here.
    long first = rig.number() + 1;
    for (int i = 0; i < 10; i++) {
      rig.ticks(1);
    }

    assertThat(client.transport.takePings()).containsExactly(first + 4, first + 9);
  }

  @Test
  void everyTwelfthFrameIsEnoughForAClientThatAnswersAtOnce() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    long first = rig.number() + 1;
    rig.ticks(5);
    client.answerPings();
    rig.ticks(12);

    assertThat(client.transport.takePings()).containsExactly(first + 16);
  }

  @Test
  void aClientWhoseAnswersTakeLongerGetsAPingEveryFifthFrame() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    long first = rig.number() + 1;
    rig.ticks(8);
    client.answerPings(); // Three frames after the ping.
    rig.ticks(7);

    assertThat(client.transport.takePings()).containsExactly(first + 9, first + 14);
  }

  @Test
  void anAnswerToTheFrameThatShutTheWindowDoesNotCountAsOneAtOnce() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.ticks(60);
    List<Long> pings = client.transport.takePings();
    long closing = pings.get(pings.size() - 1);
    client.pong(closing);
    client.transport.takePings();
    long first = rig.number() + 1;
    rig.ticks(5);

    assertThat(client.transport.takePings()).hasSize(1).allMatch(ping -> ping < first + 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 15})
  void theFrameThatClosesTheWindowCarriesAPingOrNothingWouldOpenItAgain(int window) {
    LinkOptions options = new LinkOptions(window, 4 << 20, 1_000_000_000L, 30_000_000_000L, 8192);
    LinkRig narrow = new LinkRig(options, 600);
    LinkRig.Client client = narrow.connected(WireMode.EVENTS);
    narrow.ticks(200);
    List<Long> pings = client.transport.takePings();
    assertThat(client.link.unconfirmed()).isEqualTo(window);
    client.transport.take();
    pings.forEach(client::pong);

    assertThat(client.transport.take()).isNotEmpty();
    assertThat(client.link.unconfirmed()).isEqualTo(1);
  }

  @Test
  void aClientThatAnswersPingsAsItReadsIsNeverHeldUp() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    for (int i = 0; i < 600; i++) {
      rig.ticks(1);
      assertThat(client.transport.take()).isNotEmpty();
      client.answerPings();
    }
  }

  @Test
  void theAnswerToAHeartbeatConfirmsWhatWasSentBeforeIt() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.ticks(70);
    JsonNode heartbeat =
        client.transport.take().stream()
            .filter(message -> message.get("type").textValue().equals("heartbeat"))
            .findFirst()
            .orElseThrow();
    assertThat(client.link.unconfirmed()).isEqualTo(15);
    client.says(
        "{'type':'heartbeat_response','sequence':" + heartbeat.at("/payload/sequence") + "}");

    assertThat(client.link.unconfirmed()).isEqualTo(1);
    assertThat(client.transport.take()).hasSize(1);
  }

  @Test
  void theAnswerToAHeartbeatThatWasNeverSentConfirmsNothing() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.ticks(70);
    client.says("{'type':'heartbeat_response','sequence':77}");

    assertThat(client.link.unconfirmed()).isEqualTo(15);
  }

  @Test
  void aPongOfTheFutureOrOfGarbageConfirmsNothing() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.ticks(15);
    client.pong(rig.number() + 1);
    client.pong(Long.MAX_VALUE);
    client.pong(Long.MIN_VALUE);

    assertThat(client.link.unconfirmed()).isEqualTo(15);
    assertThat(client.transport.closedFor()).isNull();
  }

  @Test
  void inFramesModeOnlyAcksConfirmForAPongIsNotTheApplication() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    rig.ticks(70);
    client.pong(rig.number());
    client.says("{'type':'heartbeat_response','sequence':1}");

    assertThat(client.link.unconfirmed()).isEqualTo(15);
  }

  @Test
  void anAckInEventsModeIsComplainedAbout() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.ticks(3);
    client.transport.take();
    client.ack(rig.number());

    assertThat(client.link.unconfirmed()).isEqualTo(3);
    assertThat(ClientLinkTest.types(client.transport.take())).containsExactly("error_event");
  }

  @Test
  void heartbeatsReachAClientInEventsModeThoughItsWindowIsClosed() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.ticks(15);
    client.transport.take();
    rig.ticks(181);

    assertThat(client.transport.take())
        .extracting(message -> message.at("/payload/sequence").longValue())
        .containsExactly(1L, 2L, 3L);
  }
}
