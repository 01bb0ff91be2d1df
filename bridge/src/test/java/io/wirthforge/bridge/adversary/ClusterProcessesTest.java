package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that are processes, and may come, go, stop and die. */
class ClusterProcessesTest {

  private static final int MANY = 200;

  @Test
  void ofAKilledNodeAllClientsGoOnWithTheOtherAndHaveTheSurvivorsTextWholeAndOnce()
      throws IOException {
    List<Place> places = Place.several(2);
    List<Roamer> clients = new ArrayList<>();
    try (MemberProcess doomed = MemberProcess.start(places.get(0));
        Member survivor = Member.start(places.get(1))) {
      survivor.awaitNeighbours(1);
      doomed.awaitNeighbours(1);
      doomed.say("count doomed");
      Counting counting = Counting.begin(survivor.vertx, survivor.options, "survivor");
      List<Integer> ports = List.of(doomed.port(), survivor.port());
      for (int i = 0; i < MANY; i++) {
        clients.add(Roamer.among(ports, "rate=10"));
      }
      for (Roamer each : clients) {
        Patience.until("both texts", () -> hasBoth(each));
        assertThat(each.at()).isZero();
      }
      doomed.kill();
      for (Roamer each : clients) {
        Patience.until("the other node", () -> each.at() == 1);
      }
      counting.finish();
      for (Roamer each : clients) {
        Patience.until("the end", () -> each.view.ended().contains("survivor/" + Counting.MODEL));
        assertThat(Counting.heardBy(each.view, "survivor")).isEqualTo(counting.counted());
        assertThat(Counting.heardBy(each.view, "doomed")).isPositive();
      }
      Patience.until("word of it", () -> clients.get(0).view.errors("CLUSTER_NODE_SILENT") == 1);
      assertThat(survivor.status().getJsonArray("troubles").encode()).contains("silent for");
    } finally {
      for (Roamer each : clients) {
        each.close();
      }
    }
  }

  private static boolean hasBoth(Roamer client) {
    return Counting.heardBy(client.view, "doomed") > 0
        && Counting.heardBy(client.view, "survivor") > 0
        && client.at() >= 0;
  }

  @Test
  void aNodeThatComesInMidTextHasAllOfItAndWhenItGoesItsClientsLoseNothing() throws IOException {
    List<Place> places = Place.several(3);
    try (MemberProcess models = MemberProcess.start(places.get(0));
        Member door = Member.start(places.get(1))) {
      door.awaitNeighbours(1);
      models.awaitNeighbours(1);
      models.say("count story");
      try (Follower near = Follower.join(WireClient.connect(door.port(), true, ""), new View())) {
        near.until("sixty", () -> Counting.heardBy(near.view, "story") > 60);
        try (MemberProcess late = MemberProcess.start(places.get(2));
            Roamer guest = Roamer.among(List.of(late.port(), door.port()), "rate=60")) {
          Patience.until("its beginning", () -> Counting.heardBy(guest.view, "story") > 60);
          assertThat(guest.at()).isZero();
          late.say("leave");
          Patience.until("the other node", () -> guest.at() == 1);
          models.say("finish story");
          String all = "story/" + Counting.MODEL;
          Patience.until("the end", () -> guest.view.ended().contains(all));
          Patience.until("the end", () -> near.view.ended().contains(all));
          assertThat(Counting.heardBy(guest.view, "story")).isEqualTo(models.counted("story"));
          assertThat(Counting.heardBy(near.view, "story")).isEqualTo(models.counted("story"));
          assertThat(near.view.errors("CLUSTER_GAP")).isZero();
          assertThat(guest.view.errors("CLUSTER_NODE_SILENT")).isZero();
        }
      }
    }
  }

  @Test
  void aNodeThatStopsIsToldAndItsTextGoesOnWholeWhenItIsBack() throws IOException {
    List<Place> places = Place.several(2);
    try (MemberProcess stopped = MemberProcess.start(places.get(0));
        Member door = Member.start(places.get(1));
        Follower client = Follower.join(WireClient.connect(door.port(), true, ""), new View())) {
      door.awaitNeighbours(1);
      stopped.awaitNeighbours(1);
      stopped.say("count there");
      Counting here = Counting.begin(door.vertx, door.options, "here");
      client.until("its text", () -> Counting.heardBy(client.view, "there") > 10);
      stopped.signal("STOP");
      client.until("word of it", () -> client.view.errors("CLUSTER_NODE_SILENT") == 1);
      assertThat(door.status().getJsonArray("troubles").encode()).contains("silent for");
      assertThat(door.status().getJsonArray("neighbours")).isEmpty();
      long so = Counting.heardBy(client.view, "here");
      client.until("its own text", () -> Counting.heardBy(client.view, "here") > so + 10);
      stopped.signal("CONT");
      client.until("its return", () -> client.view.errors("CLUSTER_NODE_BACK") == 1);
      stopped.say("finish there");
      client.until("the end", () -> client.view.ended().contains("there/" + Counting.MODEL));
      assertThat(Counting.heardBy(client.view, "there")).isEqualTo(stopped.counted("there"));
      assertThat(client.view.errors("CLUSTER_GAP")).isZero();
      here.leave();
    }
  }
}
