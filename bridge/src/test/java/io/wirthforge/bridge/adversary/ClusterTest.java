package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes, each with clients of its own. */
class ClusterTest {

  private static final int MANY = 1_000;
  private static final EventCodec CODEC = new EventCodec(EventCatalog.wirthforge());

  private static Member a;
  private static Member b;

  @BeforeAll
  static void start() throws IOException {
    List<Place> places = Place.several(2);
    a = Member.start(places.get(0));
    b = Member.start(places.get(1));
    a.awaitNeighbours(1);
    b.awaitNeighbours(1);
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  @Test
  void anAddressHasOneConsumerPerNodeWithOneBrowserAndWithAThousand() throws IOException {
    List<WireClient> browsers = new ArrayList<>();
    browsers.add(WireClient.connect(b.port(), true, "?channels=reward"));
    assertOneConsumerPerNode();
    long takenBefore = b.count("wirthforge.events.in", "channel", "reward");
    try {
      while (browsers.size() < MANY) {
        browsers.add(WireClient.connect(b.port(), true, "?channels=reward"));
      }
      assertOneConsumerPerNode();
      a.publish(Story.reward("for all of them"));
      Patience.until("it", () -> hasReward(b, "for all of them"));
    } finally {
      for (WireClient browser : browsers) {
        browser.close();
      }
    }
    assertThat(b.count("wirthforge.events.in", "channel", "reward")).isEqualTo(takenBefore + 1);
  }

  private static void assertOneConsumerPerNode() {
    List<String> shared = new ArrayList<>();
    EventCatalog.wirthforge()
        .channels()
        .forEach(channel -> shared.add(a.options.addresses().channel(channel)));
    shared.addAll(
        List.of(
            a.options.addresses().beacon(),
            a.options.addresses().relay(),
            a.options.addresses().handover()));
    for (String address : shared) {
      Map<String, Long> perNode =
          a.listeners(address).stream()
              .filter(listener -> !listener.localOnly())
              .collect(Collectors.groupingBy(RegistrationInfo::nodeId, Collectors.counting()));
      assertThat(perNode.values()).as(address).containsExactly(1L, 1L);
    }
    for (String local :
        List.of(
            a.options.addresses().sealed(),
            a.options.addresses().seed(),
            a.options.addresses().tick(),
            a.options.addresses().contribution())) {
      assertThat(a.listeners(local)).as(local).allMatch(RegistrationInfo::localOnly);
    }
  }

  @Test
  void whatOneNodePublishesIsOnBothByteForByte() {
    List<Event> events =
        List.of(
            Story.text("bytes", "model-a", List.of("é漢😀", "\u2028\"\\\n", ""), false),
            Story.energy(
                "model-b", View.json("0.1").decimalValue(), View.json("1e-3").decimalValue(), 7),
            Story.field("model-b", 0.1),
            Story.reward("bytes"));
    events.forEach(a::publish);
    for (Event event : events) { // Nothing is promised of their order, as they go by four channels.
      Patience.until(event + " here", () -> has(a, event));
      Patience.until(event + " there", () -> has(b, event));
    }
  }

  private static boolean has(Member node, Event event) {
    byte[] sent = CODEC.encode(event);
    return node.events().stream()
        .map(e -> e.eventType().stamped(e, 0, 0))
        .anyMatch(e -> Arrays.equals(CODEC.encode(e), sent));
  }

  @Test
  void anEventThatIsLongerThanOthersMaySendCrosses() {
    String text = "x".repeat(3 << 19);
    a.publish(Story.text("large", "model-a", List.of(text), true));
    Patience.until(
        "it", () -> b.events().stream().anyMatch(e -> e.eventType().weightOf(e) > text.length()));
  }

  @Test
  void whatIsContributedOnOneNodeIsWholeAndInOrderOnTheOther() throws IOException {
    try (Follower far = Follower.join(WireClient.connect(b.port(), true, ""), new View())) {
      Counting counting = Counting.begin(a.vertx, a.options, "contributed");
      far.until("sixty", () -> Counting.heardBy(far.view, "contributed") > 60);
      counting.finish();
      far.until("the end", () -> far.view.ended().contains("contributed/" + Counting.MODEL));
      assertThat(Counting.heardBy(far.view, "contributed")).isEqualTo(counting.counted());
      counting.leave();
    }
  }

  @Test
  void anEventSentToOneNodeAndAnsweredThereIsOnAllNodes() {
    for (int i = 0; i < 4; i++) { // Sends go to one node after the other.
      JsonObject reward = Member.reward("sent " + i);
      Patience.done(a.vertx.eventBus().request(a.options.addresses().channel("reward"), reward));
    }
    for (int i = 0; i < 4; i++) {
      String title = "sent " + i;
      Patience.until(title + " there", () -> hasReward(b, title));
      Patience.until(title + " here", () -> hasReward(a, title));
    }
    assertThat(Member.rewards(b)).doesNotHaveDuplicates();
  }

  @Test
  void aClientThatResumesOnTheOtherNodeGetsItsSnapshotAndHasTheTextWholeAndOnce()
      throws IOException {
    Counting counting = Counting.begin(a.vertx, a.options, "moved");
    View view = new View();
    try (Follower first = Follower.join(WireClient.connect(a.port(), true, ""), view)) {
      first.until("thirty", () -> Counting.heardBy(view, "moved") > 30);
    }
    String resume = "?resume=" + view.epoch() + ":" + view.position();
    try (Follower second = Follower.join(WireClient.connect(b.port(), true, resume), view)) {
      second.until(
          "the other node's", () -> view.ranges().stream().filter(View.Range::reset).count() == 2);
      counting.finish();
      second.until("the end", () -> view.ended().contains("moved/" + Counting.MODEL));
    }
    assertThat(Counting.heardBy(view, "moved")).isEqualTo(counting.counted());
    assertThat(view.welcomes()).containsExactly(false, false);
    counting.leave();
  }

  private static boolean hasReward(Member node, String title) {
    return Member.rewards(node).contains(title);
  }
}
