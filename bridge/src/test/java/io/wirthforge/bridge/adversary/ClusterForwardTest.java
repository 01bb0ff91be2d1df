package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.EventCatalog;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What plain publishers say on one node, forwarded by configuration, is on both and there once. */
class ClusterForwardTest {

  private static final int MANY = 200;

  private static final JsonObject SETTINGS =
      new JsonObject(
          """
          {"forward": [
            {"address": "prices.*", "policy": "all"},
            {"address": "trades", "policy": "all"}]}
          """);

  private static Member a;
  private static Member b;

  @BeforeAll
  static void start() throws IOException {
    List<Place> places = Place.several(2);
    a = Member.start(places.get(0), EventCatalog.wirthforge(), SETTINGS);
    b = Member.start(places.get(1), EventCatalog.wirthforge(), SETTINGS);
    a.awaitNeighbours(1);
    b.awaitNeighbours(1);
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  @Test
  void aPatternIsHeardOnItsPublishersNodeAndItsEventsAreOnBothOnceAndInOrder() {
    for (int i = 0; i < MANY; i++) {
      publish(i % 2 == 0 ? a : b, i % 2 == 0 ? "prices.even" : "prices.odd", i);
    }
    assertHeard("prices", "prices.even", 0);
    assertHeard("prices", "prices.odd", 1);
  }

  @Test
  void anExactAddressIsHeardByEachNodeForItselfAndOnce() {
    for (int i = 0; i < MANY; i++) {
      publish(i % 2 == 0 ? a : b, "trades", i);
    }
    assertHeard("trades", "trades", 0);
    assertHeard("trades", "trades", 1);
  }

  private static void publish(Member node, String address, int number) {
    JsonObject body = new JsonObject().put("symbol", address).put("number", number);
    node.vertx.eventBus().publish(address, body);
  }

  /** Whether each node has every second number, and each once. */
  private static void assertHeard(String type, String symbol, int first) {
    List<Integer> every = IntStream.range(0, MANY).filter(i -> i % 2 == first).boxed().toList();
    for (Member node : List.of(a, b)) {
      Patience.until("all of them", () -> heard(node, type, symbol, first).count() >= MANY / 2);
      assertThat(heard(node, type, symbol, first)).containsExactlyElementsOf(every);
      assertThat(node.count("wirthforge.events.rejected")).isZero();
    }
  }

  private static Stream<Integer> heard(Member node, String type, String symbol, int first) {
    return node.events().stream()
        .filter(event -> event.type().equals(type))
        .map(event -> ((CustomEvent) event).payload())
        .filter(payload -> payload.get("symbol").textValue().equals(symbol))
        .map(payload -> payload.get("number").intValue())
        .filter(number -> number % 2 == first);
  }
}
