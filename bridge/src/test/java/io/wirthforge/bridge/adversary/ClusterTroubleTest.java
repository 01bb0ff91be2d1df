package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters that don't form as they should, and nodes that are not like this one. */
class ClusterTroubleTest {

  @Test
  void aNodeOfAnotherVersionIsToldByBothVersionsAndDisturbsNobody() throws IOException {
    List<Place> places = Place.several(2);
    try (Member node = Member.start(places.get(0))) {
      HazelcastClusterManager manager = new HazelcastClusterManager(Member.config(places.get(1)));
      Vertx stranger = Patience.done(Member.clustered(manager, places.get(1)));
      stranger.eventBus().registerCodec(new NextVersion("wirthforge.RewardEvent"));
      stranger.eventBus().registerCodec(new NextVersion("wirthforge.EventOfNextYear"));
      String beacon = node.options.addresses().beacon();
      String rewards = node.options.addresses().channel("reward");
      stranger
          .eventBus()
          .publish(
              beacon, new JsonObject().put("node", "next").put("wireForm", 2).put("wallMs", 0));
      for (String codec : List.of("wirthforge.RewardEvent", "wirthforge.EventOfNextYear")) {
        stranger
            .eventBus()
            .publish(rewards, "of the next version", new DeliveryOptions().setCodecName(codec));
      }
      stranger.eventBus().publish(beacon, "no beacon at all");
      JsonObject plain = Member.reward("plain JSON is of every version");
      stranger.eventBus().publish(rewards, plain);

      Patience.until("that one", () -> !Member.rewards(node).isEmpty());
      Patience.until("both versions", () -> said(node, "CLUSTER_VERSION", "form 2, this one 1"));
      Patience.until("the refusal", () -> said(node, "INVALID_EVENT", "wire form 1, not 2"));
      Patience.until("the clock", () -> said(node, "CLUSTER_CLOCK", "behind"));
      assertThat(node.status().getJsonArray("troubles").encode()).contains("writes wire form 2");
      Patience.done(stranger.close());
    }
  }

  @Test
  void aClockThatIsFiveSecondsOffIsToldAndItsEventsBearTheTimeOfTheNodeThatShowsThem()
      throws IOException {
    List<Place> places = Place.several(2);
    try (Member ahead = Member.start(places.get(0).ahead(5_000));
        Member node = Member.start(places.get(1))) {
      node.awaitNeighbours(1);
      ahead.awaitNeighbours(1);
      Patience.until("that", () -> said(node, "CLUSTER_CLOCK", "is 5.0 s ahead"));
      Patience.until("that", () -> said(ahead, "CLUSTER_CLOCK", "is 5.0 s behind"));
      Event reward = Story.reward("from the future");
      ahead.publish(reward.eventType().stamped(reward, System.currentTimeMillis() + 5_000, 0));
      Patience.until("it", () -> Member.rewards(node).contains("from the future"));
      node.frames()
          .forEach(
              frame ->
                  assertThat(frame.events()).allMatch(e -> e.timestamp() == frame.timestampMs()));
      assertThat(node.frames())
          .isSortedAccordingTo((one, two) -> Long.compare(one.timestampMs(), two.timestampMs()))
          .allMatch(frame -> frame.timestampMs() <= System.currentTimeMillis() + 1_000);
    }
  }

  @Test
  void nodesOfOtherNamesStayAloneAndWork() throws IOException {
    List<Place> places = Place.several(2);
    try (Member one = Member.start(places.get(0));
        Member other = Member.start(places.get(1).named("another"))) {
      one.publish(Story.reward("mine"));
      Patience.until("it", () -> Member.rewards(one).contains("mine"));
      assertThat(one.status().getJsonArray("neighbours")).isEmpty();
      assertThat(other.status().getJsonArray("neighbours")).isEmpty();
      assertThat(one.status().getJsonArray("troubles")).isEmpty();
      assertThat(Member.rewards(other)).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenFailsTheStartAndIsNamed() throws IOException {
    Place place = Place.several(1).get(0);
    try (ServerSocket taken =
        new ServerSocket(place.hazelcastPort(), 1, InetAddress.getByName("127.0.0.1"))) {
      var manager = new HazelcastClusterManager(Member.config(place));
      var start = Member.clustered(manager, place);
      Patience.until("the end of the start", start::isComplete);
      assertThat(start.cause()).hasMessageContaining("" + taken.getLocalPort());
    }
  }

  private static boolean said(Member node, String code, String words) {
    for (Event event : node.events()) {
      if (event instanceof ErrorEvent error
          && error.payload().code().equals(code)
          && error.payload().message().contains(words)) {
        return true;
      }
    }
    return false;
  }

  /** Writes what only the next version can read. */
  private record NextVersion(String name) implements MessageCodec<String, String> {

    @Override
    public void encodeToWire(Buffer buffer, String text) {
      buffer.appendInt(2).appendInt(text.length()).appendString(text);
    }

    @Override
    public String decodeFromWire(int position, Buffer buffer) {
      return "";
    }

    @Override
    public String transform(String text) {
      return text;
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
