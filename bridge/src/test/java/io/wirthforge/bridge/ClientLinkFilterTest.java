package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code subscribe}: other events from now on, and no text lost at the change. */
class ClientLinkFilterTest {

  private static final String TEXT_ONLY = "{'type':'subscribe','channels':['experience']}";
  private static final String ENERGY_ONLY = "{'type':'subscribe','channels':['energy']}";

  private final LinkRig rig = new LinkRig();

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void aClientGetsOnlyWhatItAskedForAndTheSystemsNews(WireMode mode) {
    LinkRig.Client client = rig.connected(mode);
    client.says(ENERGY_ONLY);
    client.transport.take();
    rig.tick(
        TestEvents.text("s", "x"),
        TestEvents.energy("m1", "1", "1", 1),
        TestEvents.reward("r"),
        TestEvents.error("E"));

    assertThat(events(mode, client)).containsExactly("error_event", "energy_update");
  }

  @Test
  void whatIsDueUnderTheOldFilterComesFirstAndThenTheStateUnderTheNew() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.transport.writable(false);
    rig.tick(TestEvents.text("s", "a"), TestEvents.energy("m1", "1", "1", 1));
    rig.tick(TestEvents.text("s", "b"), TestEvents.reward("r"));
    client.says(ENERGY_ONLY);
    assertThat(client.transport.take()).isEmpty();
    client.drain();
    List<JsonNode> sent = client.transport.take();

    assertThat(sent).hasSize(2);
    ClientLinkTest.assertIsMerge(sent.get(0), rig.mergeFrom(rig.number() - 1));
    assertThat(sent.get(1).get("reset").booleanValue()).isTrue();
    assertThat(ClientLinkTest.types(sent.get(1).get("events"))).containsExactly("energy_update");
  }

  @Test
  void aChannelThatIsNewToAClientInEventsModeComesWithItsState() {
    rig.tick(TestEvents.startup("m1"));
    LinkRig.Client client =
        rig.connect(WireMode.EVENTS, new ClientFilter(Set.of("energy"), null), null);
    rig.tick(TestEvents.text("s", "Once "), TestEvents.energy("m1", "1", "1", 1));
    client.transport.take();
    client.says("{'type':'subscribe','channels':['energy','experience']}");
    List<JsonNode> sent = client.transport.take();

    assertThat(ClientLinkTest.types(sent)).containsExactly("token_stream");
    assertThat(sent.get(0).at("/payload/tokens/0").textValue()).isEqualTo("Once ");
    rig.tick(TestEvents.text("s", "upon"));
    assertThat(ClientLinkTest.types(client.transport.take())).containsExactly("token_stream");
  }

  @Test
  void aChannelThatReturnsInEventsModeDoesNotDoubleItsText() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    rig.tick(TestEvents.text("s", "Once "));
    client.says(ENERGY_ONLY);
    rig.ticks(1);
    client.transport.take();
    client.says(TEXT_ONLY);
    assertThat(client.transport.take()).isEmpty();
    rig.tick(TestEvents.text("s", "upon"));

    assertThat(client.transport.take().get(0).at("/payload/tokens/0").textValue())
        .isEqualTo("upon");
  }

  @Test
  void aModelThatIsNewToAClientInEventsModeComesWithItsText() {
    LinkRig.Client client =
        rig.connect(WireMode.EVENTS, new ClientFilter(null, Set.of("m2")), null);
    rig.tick(TestEvents.text("s", "Once "));
    assertThat(client.transport.take()).isEmpty();
    client.says("{'type':'subscribe','channels':['experience'],'models':['m1','m2']}");

    assertThat(client.transport.take().get(0).at("/payload/tokens/0").textValue())
        .isEqualTo("Once ");
  }

  @Test
  void aClientWhoseFilterPassedNothingGetsTheStateUnderItsNewFilterAtOnce() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.says("{'type':'subscribe','channels':['reward']}");
    client.ack(rig.number());
    client.transport.take();
    rig.ticks(10);
    assertThat(client.transport.take()).isEmpty();
    client.says(TEXT_ONLY);

    assertThat(client.transport.take())
        .anySatisfy(
            frame -> {
              assertThat(frame.path("reset").booleanValue()).isTrue();
              assertThat(frame.at("/events/0/type").textValue()).isEqualTo("token_stream");
            });
    rig.ticks(1);
    assertThat(client.transport.take()).hasSize(1);
  }

  @Test
  void noTextIsLostHoweverOftenTheFilterChanges() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    ClientState state = new ClientState();
    for (int i = 0; i < 300; i++) {
      rig.tick(
          TestEvents.text("s", i + " "), TestEvents.energy("m1", String.valueOf(i + 1), "1", 1));
      client.transport.writable(i % 7 != 0);
      if (i % 11 == 0) {
        client.says(
            i % 2 == 0 ? TEXT_ONLY : "{'type':'subscribe','channels':['experience','energy']}");
      }
      client.drain();
      client.transport.take().forEach(state::applyEnvelope);
      client.ack(client.link.position());
    }

    assertThat(state.text("s")).isEqualTo(ClientState.of(rig.frames).text("s"));
  }

  @Test
  void aFilterOnModelsKeepsEventsAboutOthersAway() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    client.says("{'type':'subscribe','channels':['energy','council'],'models':['m2']}");
    client.transport.take();
    rig.tick(
        TestEvents.energy("m1", "1", "1", 1),
        TestEvents.energy("m2", "1", "1", 1),
        TestEvents.interference(0.5, "m1", "m2"),
        TestEvents.interference(0.5, "m1", "m3"));

    List<JsonNode> sent = client.transport.take();
    assertThat(ClientLinkTest.types(sent)).containsExactly("energy_update", "interference_event");
    assertThat(sent.get(0).at("/payload/modelId").textValue()).isEqualTo("m2");
  }

  @Test
  void aChannelThatDoesNotExistChangesNothing() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    client.says("{'type':'subscribe','channels':['energy','nonsense']}");

    assertThat(client.session.filter()).isEqualTo(ClientFilter.EVERYTHING);
    assertThat(ClientLinkTest.types(client.transport.take())).containsExactly("error_event");
  }

  @Test
  void aClientThatDoesNotConfirmCannotMakeTheServerSendSnapshotsWithoutEnd() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    for (int i = 0; i < 90; i++) {
      client.says(i % 2 == 0 ? TEXT_ONLY : ENERGY_ONLY);
    }

    assertThat(client.transport.take()).hasSizeLessThanOrEqualTo(15);
    assertThat(client.link.unconfirmed()).isLessThanOrEqualTo(15);
    client.ack(rig.number());
    rig.tick(TestEvents.text("s", "x"), TestEvents.energy("m1", "1", "1", 1));
    List<JsonNode> sent = client.transport.take();
    assertThat(ClientLinkTest.types(sent.get(sent.size() - 1).get("events")))
        .containsExactly("energy_update");
  }

  @Test
  void aFilteredClientIsToldTheFullRangeOfTicks() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.says(ENERGY_ONLY);
    client.ack(rig.number());
    client.transport.take();
    rig.ticks(5);
    rig.tick(TestEvents.energy("m1", "1", "1", 1));
    JsonNode frame = client.transport.take().get(0);

    assertThat(frame.get("fromFrame").longValue()).isEqualTo(rig.number() - 5);
    assertThat(ClientLinkTest.types(frame.get("events"))).containsExactly("energy_update");
  }

  private static List<String> events(WireMode mode, LinkRig.Client client) {
    List<JsonNode> sent = client.transport.take();
    return ClientLinkTest.types(mode == WireMode.EVENTS ? sent : sent.get(0).get("events"));
  }
}
