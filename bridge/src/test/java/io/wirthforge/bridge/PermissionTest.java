package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.Event;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a permission covers, and what passes under it. */
class PermissionTest {

  private static final ClientFilter ALL = ClientFilter.EVERYTHING;

  @Test
  void everythingAddsNothingToAWish() {
    ClientFilter wish = new ClientFilter(Set.of("energy"), Set.of("m1"));

    assertThat(Permission.everything().within(wish)).isEqualTo(wish);
    assertThat(Permission.everything().within(ALL)).isEqualTo(ALL);
  }

  @Test
  void aWishForAllGetsWhatIsPermitted() {
    ClientFilter filter = Permission.toChannels("energy").aboutModels("m1").within(ALL);

    assertThat(filter.passes(TestEvents.energy("m1", "1", "1", 1))).isTrue();
    assertThat(filter.passes(TestEvents.energy("m2", "1", "1", 1))).isFalse();
    assertThat(filter.passes(TestEvents.text("s", "x"))).isFalse();
    assertThat(filter.passes(TestEvents.error("E"))).isTrue();
  }

  @Test
  void anEventAboutSeveralModelsNeedsThemAll() {
    JsonNode council =
        TestEvents.json(
            """
            {"type":"interference_event","channel":"council","timestamp":0,"frameNumber":0,
             "payload":{"patternType":"neutral","models":["m1","m2"],"intensity":0,
             "coherenceScore":0.5}}""");
    Event both = TestEvents.CATALOG.decode(council);

    assertThat(Permission.everything().aboutModels("m1").within(ALL).passes(both)).isFalse();
    assertThat(Permission.everything().aboutModels("m1", "m2").within(ALL).passes(both)).isTrue();
    assertThat(new ClientFilter(null, Set.of("m1")).passes(both)).isTrue();
  }

  @Test
  void aWishIsCoveredOrNot() {
    Permission permission = Permission.toChannels("energy", "council").aboutModels("m1");

    assertThat(permission.covers(null, null)).isTrue();
    assertThat(permission.covers(Set.of("energy", "system"), Set.of("m1"))).isTrue();
    assertThat(permission.covers(Set.of("energy", "reward"), null)).isFalse();
    assertThat(permission.covers(null, Set.of("m1", "m2"))).isFalse();
    assertThat(permission.covers(Set.of(), Set.of())).isTrue();
  }

  @Test
  void mergesAndSnapshotsOfAClientThatLagsHoldNoMore() {
    LinkRig rig = new LinkRig();
    rig.permit(Permission.toChannels("energy"));
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.transport.writable(false);
    rig.tick(TestEvents.text("s", "secret"), TestEvents.energy("m1", "1", "1", 1));
    rig.tick(TestEvents.text("s", "secret"), TestEvents.reward("r"));
    client.says("{'type':'subscribe','channels':['experience']}");
    client.drain();
    client.says("{'type':'subscribe','channels':['system','energy']}");
    List<JsonNode> sent = client.transport.take();

    assertThat(sent.toString()).contains("energy_update", "NOT_PERMITTED").doesNotContain("secret");
    assertThat(sent.toString()).doesNotContain("reward_event");
  }
}
