package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nodes that are processes, and may come, go, stop and die: one has the sources, one in this JVM
 * has the clients, and each test has a third or disturbs the first.
 */
class ClusterProcessesTest {

  private static final int MANY = 200;

  private static MemberProcess models;
  private static Member door;
  private static List<Place> guests = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    List<Place> places = Place.several(4);
    guests.addAll(places.subList(2, 4));
    door = Member.start(places.get(0));
    models = MemberProcess.start(places.get(1));
    models.awaitNeighbours(1);
    door.awaitNeighbours(1);
  }

  @AfterAll
  static void stop() {
    door.close(); // First: who leaves hands on what it holds, and waits for those who don't answer.
    models.close();
  }

  @Test
  void ofAKilledNodeAllClientsGoOnWithTheOtherAndHaveTheSurvivorsTextWholeAndOnce()
      throws IOException {
    List<Roamer> clients = new ArrayList<>();
    try (MemberProcess doomed = MemberProcess.start(guests.remove(0));
        Follower near = Follower.join(WireClient.connect(door.port(), true, ""), new View())) {
      door.awaitNeighbours(2);
      doomed.awaitNeighbours(2);
      doomed.say("count doomed");
      models.say("count survivor");
      List<Integer> ports = List.of(doomed.port(), door.port());
      for (int i = 0; i < MANY; i++) {
        clients.add(Roamer.among(ports, "rate=10"));
      }
      for (Roamer each : clients) {
        Patience.until("both texts", () -> hasBoth(each));
        assertThat(each.at()).isZero();
      }
      near.until("what dies", () -> Counting.heardBy(near.view, "doomed") > 0);
      doomed.kill();
      for (Roamer each : clients) {
        Patience.until("the other node", () -> each.at() == 1);
      }
      models.say("finish survivor");
      for (Roamer each : clients) {
        Patience.until("the end", () -> each.view.ended().contains("survivor/" + Counting.MODEL));
        assertThat(Counting.heardBy(each.view, "survivor")).isEqualTo(models.counted("survivor"));
        assertThat(Counting.heardBy(each.view, "doomed")).isPositive();
      }
      Patience.until("word of it", () -> clients.get(0).view.errors("CLUSTER_NODE_SILENT") > 0);
      assertThat(door.status().getJsonArray("troubles").encode()).contains("silent for");
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
    models.say("count story");
    try (Follower near = Follower.join(WireClient.connect(door.port(), true, ""), new View())) {
      near.until("sixty", () -> Counting.heardBy(near.view, "story") > 60);
      try (MemberProcess late = MemberProcess.start(guests.remove(0));
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
        assertThat(guest.view.errors("CLUSTER_GAP")).isZero();
      }
    }
  }

  @Test
  void aNodeThatStopsIsToldAndItsTextGoesOnWholeWhenItIsBack() throws IOException {
    models.say("count there");
    try (Follower client = Follower.join(WireClient.connect(door.port(), true, ""), new View())) {
      Counting here = Counting.begin(door.vertx, door.options, "here");
      client.until("its text", () -> Counting.heardBy(client.view, "there") > 10);
      door.awaitNeighbours(1);
      int silences = client.view.errors("CLUSTER_NODE_SILENT");
      int returns = client.view.errors("CLUSTER_NODE_BACK");
      models.signal("STOP");
      client.until("word of it", () -> client.view.errors("CLUSTER_NODE_SILENT") > silences);
      assertThat(door.status().getJsonArray("troubles").encode()).contains("silent for");
      long so = Counting.heardBy(client.view, "here");
      client.until("its own text", () -> Counting.heardBy(client.view, "here") > so + 10);
      models.signal("CONT");
      client.until("its return", () -> client.view.errors("CLUSTER_NODE_BACK") > returns);
      models.say("finish there");
      client.until("the end", () -> client.view.ended().contains("there/" + Counting.MODEL));
      assertThat(Counting.heardBy(client.view, "there")).isEqualTo(models.counted("there"));
      assertThat(client.view.errors("CLUSTER_GAP")).isZero();
      here.leave();
    }
  }
}
