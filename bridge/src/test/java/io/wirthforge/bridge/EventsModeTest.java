package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events mode over real sockets, with a client that knows nothing of us. */
class EventsModeTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void theFirstMessageIsTheAnnouncementThenTheStateThenWhatHappens() {
    try (WsProbe first = WsProbe.events(rig.port())) {
      rig.publish(TestEvents.energy("m1", "2", "2", 3));
      rig.publish(TestEvents.text("s", "Once "));
      rig.publish(TestEvents.startup("m1"));
      rig.publish(TestEvents.error("LAST"));
      first.nextOfType("error_event");
    }
    try (WsProbe client = WsProbe.events(rig.port())) {
      assertThat(client.subProtocol()).isEmpty();
      assertThat(client.next().get("type").textValue()).isEqualTo("startup_complete");
      JsonNode energy = client.next();
      assertThat(energy.get("type").textValue()).isEqualTo("energy_update");
      assertThat(energy.at("/payload/totalEnergy").intValue()).isEqualTo(2);
      assertThat(energy.at("/payload/deltaEnergy").intValue()).isZero();
      assertThat(client.next().at("/payload/tokens/0").textValue()).isEqualTo("Once ");
      rig.publish(TestEvents.text("s", "upon"));
      assertThat(client.next().at("/payload/tokens/0").textValue()).isEqualTo("upon");
    }
  }

  @Test
  void everyMessageIsOneEventValidAgainstTheContract() {
    try (WsProbe client = WsProbe.connect(rig.port(), "/ws", WireMode.EVENTS.subProtocol())) {
      assertThat(client.subProtocol()).isEqualTo("wirthforge.v1");
      rig.publish(TestEvents.startup("m1"));
      rig.publish(TestEvents.energy("m1", "0.3", "0.1", 3));
      rig.publish(TestEvents.text("s", "\ud83d\ude80 \"quoted\" \u2028"));
      rig.publish(TestEvents.reward("first words"));
      rig.publish(TestEvents.interference(0.5, "m1", "m2"));
      rig.publish(TestEvents.resonance(2, "m1", "m2"));
      client.say("not a message");
      rig.publish(TestEvents.custom(TestEvents.ALARM, "{'n':1}"));
      List<JsonNode> received = new ArrayList<>();
      client.next(
          message -> {
            received.add(message);
            Set<String> types = new HashSet<>(ClientLinkTest.types(received));
            return types.contains("heartbeat") && types.contains("alarm");
          });
      assertThat(new HashSet<>(ClientLinkTest.types(received))).hasSize(9);
      for (JsonNode message : received) {
        assertThat(TestEvents.CATALOG.validator().validate(message)).as("%s", message).isEmpty();
      }
    }
  }

  @Test
  void heartbeatsComeOnceASecondNumberedAndNameTheConnection() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      JsonNode first = client.nextOfType("heartbeat");
      JsonNode second = client.nextOfType("heartbeat");

      assertThat(first.at("/payload/sequence").intValue()).isEqualTo(1);
      assertThat(second.at("/payload/sequence").intValue()).isEqualTo(2);
      assertThat(
              second.at("/payload/serverTime").longValue()
                  - first.at("/payload/serverTime").longValue())
          .isBetween(1L, 30_000L);
      assertThat(second.at("/payload/connectionId").textValue()).matches("c\\d+");
      assertThat(second.at("/payload/frameRate").decimalValue().doubleValue()).isPositive();
      client.say("{'type':'heartbeat_response','sequence':2,'clientTime':1790000000000}");
      Eventually.until(
          "the round trip", () -> rig.registry.get("wirthforge.client.rtt").timer().count() == 1);
    }
  }

  @Test
  void allEventsOfATickShareItsTimeAndNumber() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      FrameContributor contributor =
          FrameContributor.join(
              rig.vertx,
              rig.options.addresses(),
              "both",
              tick ->
                  List.of(
                      TestEvents.text("s", String.valueOf(tick.frameNumber())),
                      TestEvents.energy("m1", "1", "1", 1)));
      for (int i = 0; i < 20; i++) {
        JsonNode energy = client.nextOfType("energy_update");
        JsonNode text = client.next();
        assertThat(text.get("type").textValue()).isEqualTo("token_stream");
        assertThat(text.get("timestamp")).isEqualTo(energy.get("timestamp"));
        assertThat(text.at("/payload/tokens/0").textValue())
            .isEqualTo(energy.get("frameNumber").toString());
      }
      contributor.leave();
    }
  }

  @Test
  void aClientThatOnlyReadsStaysConnectedAndGetsEveryToken() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      for (int i = 0; i < 3000; i++) {
        rig.publish(TestEvents.text("s", i + " "));
      }
      rig.publish(TestEvents.finalText("s"));
      ClientState state = new ClientState();
      client.next(
          message -> {
            state.apply(message);
            return message.at("/payload/isComplete").booleanValue();
          });
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 3000; i++) {
        all.append(i).append(' ');
      }
      assertThat(state.text("s")).isEqualTo(all.toString());
    }
  }
}
