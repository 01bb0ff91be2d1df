package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code set_rate} and hidden pages: fewer frames, the same content. */
class ClientLinkPaceTest {

  private final LinkRig rig = new LinkRig();

  @ParameterizedTest
  @CsvSource({"60,120", "45,90", "30,60", "7,14", "1,2"})
  void aClientGetsTheRateItAskedForAndAllOfTheText(int rate, int expected) {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.says("{'type':'set_rate','maxFrameRate':" + rate + "}");
    client.transport.take();
    ClientState state = new ClientState();
    int sent = ticks(client, 120, state);

    // The frame that comes at once with the wish, or a partial second, may make one more.
    assertThat(sent).isBetween(expected, expected + 1);
    client.says("{'type':'set_rate','maxFrameRate':60}");
    client.transport.take().forEach(state::applyEnvelope);
    assertThat(state.text("s")).isEqualTo(ClientState.of(rig.frames).text("s"));
  }

  @Test
  void aRateHoldsInEventsModeToo() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    client.says("{'type':'set_rate','maxFrameRate':10}");
    int texts = 0;
    for (int i = 0; i < 60; i++) {
      rig.ticks(1);
      texts += (int) client.transport.take().stream().filter(m -> isText(m)).count();
      client.answerPings();
    }

    assertThat(texts).isEqualTo(10);
  }

  @Test
  void aHiddenPageGetsOneFrameASecond() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.says("{'type':'visibility','hidden':true}");

    assertThat(ticks(client, 300, new ClientState())).isBetween(4, 6);
  }

  @Test
  void aPageThatReturnsGetsOneMergedFrameAtOnce() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.says("{'type':'visibility','hidden':true}");
    ticks(client, 60, new ClientState());
    long seen = client.link.position();
    while (rig.number() % 60 != 50) {
      ticks(client, 1, new ClientState());
      seen = client.link.position();
    }
    client.says("{'type':'visibility','hidden':false}");
    List<JsonNode> sent = client.transport.take();

    assertThat(sent).hasSize(1);
    ClientLinkTest.assertIsMerge(sent.get(0), rig.mergeFrom(seen + 1));
  }

  @Test
  void aPageThatReturnedKeepsTheRateItAskedFor() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.says("{'type':'set_rate','maxFrameRate':1}");
    client.says("{'type':'visibility','hidden':true}");
    ticks(client, 30, new ClientState());
    client.says("{'type':'visibility','hidden':false}");
    client.transport.take();

    assertThat(ticks(client, 120, new ClientState())).isBetween(2, 3);
  }

  @Test
  void aPageThatIsHiddenAgainIsSlowAgain() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    for (int i = 0; i < 3; i++) {
      client.says("{'type':'visibility','hidden':true}");
      ticks(client, 30, new ClientState());
      client.says("{'type':'visibility','hidden':false}");
      client.transport.take();
      client.ack(rig.number());
    }
    client.says("{'type':'visibility','hidden':true}");

    assertThat(ticks(client, 300, new ClientState())).isBetween(4, 6);
  }

  @Test
  void aRateOutOfRangeChangesNothingAndIsComplainedAbout() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    for (String rate : new String[] {"0", "61", "-1", "1.5", "'30'", "null", "1e300"}) {
      client.says("{'type':'set_rate','maxFrameRate':" + rate + "}");
    }

    assertThat(ticks(client, 60, new ClientState())).isEqualTo(60);
    assertThat(rig.registry.counter("wirthforge.messages.unsupported").count()).isEqualTo(7);
  }

  /** Lets ticks pass with a client that acks at once; how many frames it got. */
  private int ticks(LinkRig.Client client, int count, ClientState state) {
    int frames = 0;
    for (int i = 0; i < count; i++) {
      rig.ticks(1);
      for (JsonNode message : client.transport.take()) {
        frames++;
        state.applyEnvelope(message);
        client.ack(message.get("frameNumber").longValue());
      }
    }
    return frames;
  }

  private static boolean isText(JsonNode message) {
    return message.get("type").textValue().equals("token_stream");
  }
}
