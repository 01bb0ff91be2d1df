package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  private static final long SECOND = 1_000_000_000L;

  private final Neighbours neighbours = new Neighbours();
  private final NumberTracks tracks = new NumberTracks();
  private final List<String> told = new ArrayList<>();

  @Test
  void aNodeThatFallsSilentIsToldOnceAndAgainWhenItIsBack() {
    hear("n", 0);
    look(3 * SECOND);
    assertThat(told).isEmpty();
    look(4 * SECOND);
    look(5 * SECOND);
    assertThat(told).containsExactly("CLUSTER_NODE_SILENT");
    assertThat(neighbours.heardNow()).isEmpty();
    assertThat(neighbours.troubles(5 * SECOND)).singleElement().asString().contains("for 5 s");

    hear("n", 6 * SECOND);
    look(6 * SECOND);
    assertThat(told).containsExactly("CLUSTER_NODE_SILENT", "CLUSTER_NODE_BACK");
    assertThat(neighbours.troubles(6 * SECOND)).isEmpty();
  }

  @Test
  void aNodeThatSaysGoodbyeIsNotMissed() {
    hear("n", 0);
    neighbours.heard(new Beacon("n", WireEvent.WIRE_FORM, 0, true, Map.of()), 0, SECOND);
    look(100 * SECOND);

    assertThat(told).isEmpty();
    assertThat(neighbours.troubles(100 * SECOND))
        .containsExactly("alone: all other nodes are gone");
  }

  @Test
  void aNodeThatWasSilentForAMinuteIsForgotten() {
    hear("n", 0);
    look(4 * SECOND);
    look(61 * SECOND);

    assertThat(neighbours.isAnyKnown()).isFalse();
  }

  @Test
  void whatANodeLostIsToldAndRemembered() {
    hear("n", 0);
    tracks.told(new NumberTracks.Source("n", "a"), 0, 0);
    tracks.took(new NumberTracks.Source("n", "a"), 4, 0);
    hear("n", 3 * SECOND);
    look(3 * SECOND);

    assertThat(told).containsExactly("CLUSTER_GAP");
    assertThat(neighbours.troubles(3 * SECOND)).singleElement().asString().startsWith("3 messages");
  }

  @Test
  void clocksThatDifferByASecondAreRightAndByMoreAreTold() {
    note(neighbours.heard(new Beacon("n", WireEvent.WIRE_FORM, 1_000, false, Map.of()), 0, 0));
    assertThat(told).isEmpty();
    note(neighbours.heard(new Beacon("m", WireEvent.WIRE_FORM, 0, false, Map.of()), 5_000, 0));
    assertThat(told).containsExactly("CLUSTER_CLOCK");
    assertThat(neighbours.troubles(0)).containsExactly("the clock of node m is 5.0 s behind");
  }

  @Test
  void aBeaconIsReadAsItWasWrittenAndNothingElseIsOne() {
    Beacon beacon = new Beacon("n", 3, 77, true, Map.of("wirthforge.energy", 5L));

    assertThat(Beacon.read(new JsonObject(beacon.toJson().encode()))).isEqualTo(beacon);
    assertThat(Beacon.read("n")).isNull();
    assertThat(Beacon.read(null)).isNull();
    assertThat(Beacon.read(new JsonObject())).isNull();
    assertThat(Beacon.read(beacon.toJson().put("wireForm", "3"))).isNull();
    assertThat(Beacon.read(beacon.toJson().put("sent", new JsonObject().put("a", "b"))))
        .isEqualTo(new Beacon("n", 3, 77, true, Map.of()));
  }

  @Test
  void strangersDoNotFillTheMemory() {
    for (int i = 0; i < 5_000; i++) {
      hear("n" + i, 0);
    }

    assertThat(neighbours.heardNow()).hasSize(1_000);
  }

  private void hear(String node, long now) {
    note(neighbours.heard(new Beacon(node, WireEvent.WIRE_FORM, 0, false, Map.of()), 0, now));
  }

  private void look(long now) {
    note(neighbours.look(tracks, now));
  }

  private void note(List<Event> events) {
    events.forEach(event -> told.add(((ErrorEvent) event).payload().code()));
  }
}
