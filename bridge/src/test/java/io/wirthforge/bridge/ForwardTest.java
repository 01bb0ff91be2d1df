package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of publishers that know of no bridge, as a browser gets them. */
class ForwardTest {

  private static final String SETTINGS =
      """
      {"forward": [
        {"address": "prices.*", "key": "/symbol", "policy": "latest"},
        {"address": "rooms.*", "withAddress": true, "policy": {"/messages": "sum"}},
        {"address": "alerts", "policy": "all"},
        {"address": "hits", "policy": "sum"}
      ]}""";

  private final BridgeRig rig = BridgeRig.verticles(new JsonObject(SETTINGS));

  @AfterEach
  void stop() {
    rig.close();
  }

  private void publish(String address, Object body) {
    rig.vertx.eventBus().publish(address, body);
  }

  private static JsonObject price(String symbol, double euro) {
    return new JsonObject().put("symbol", symbol).put("euro", euro);
  }

  @Test
  void aPatternForwardsWhatIsPublishedAtAnyOfItsAddresses() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      publish("prices.WF", price("WF", 12.5));
      JsonNode event = client.nextOfType("prices");

      assertThat(event.get("channel").textValue()).isEqualTo("prices");
      assertThat(event.at("/payload/symbol").textValue()).isEqualTo("WF");
      assertThat(event.at("/payload/euro").doubleValue()).isEqualTo(12.5);
      assertThat(event.get("payload").size()).isEqualTo(2);

      publish("prices.eu.XY", price("XY", 1));
      assertThat(client.nextOfType("prices").at("/payload/symbol").textValue()).isEqualTo("XY");
    }
  }

  @Test
  void ofEachKeyANewcomerGetsTheLatest() {
    for (int i = 0; i <= 100; i++) {
      publish("prices.WF", price("WF", i));
      publish("prices.XY", price("XY", 1000 + i));
    }
    Eventually.until("all of them", () -> rig.count("wirthforge.events.in") == 202);
    try (WsProbe watching = WsProbe.events(rig.port())) {
      watching.nextOfType("heartbeat"); // The frame of the last price is sealed.
    }
    try (WsProbe client = WsProbe.events(rig.port())) {
      List<Double> prices = new ArrayList<>();
      prices.add(client.nextOfType("prices").at("/payload/euro").doubleValue());
      prices.add(client.nextOfType("prices").at("/payload/euro").doubleValue());

      assertThat(prices).containsExactlyInAnyOrder(100.0, 1100.0);
    }
  }

  @Test
  void sumsAreExactPerAddressAndTheAddressIsTold() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      for (int i = 0; i < 50; i++) {
        publish("rooms.a", new JsonObject().put("messages", 1));
        publish("rooms.b", new JsonObject().put("messages", 2));
      }
      int a = 0;
      int b = 0;
      while (a < 50 || b < 100) {
        JsonNode payload = client.nextOfType("rooms").get("payload");
        if (payload.get("address").textValue().equals("rooms.a")) {
          a += payload.get("messages").intValue();
        } else {
          b += payload.get("messages").intValue();
        }
      }
      assertThat(a).isEqualTo(50);
      assertThat(b).isEqualTo(100);
    }
  }

  @Test
  void allMeansEachInOrderWhateverTheBodyIs() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      publish("alerts", new JsonObject().put("text", "fire"));
      publish("alerts", new JsonArray().add(1).add("two"));
      publish("alerts", "three");
      publish("alerts", 4);
      publish("alerts", true);
      rig.vertx.eventBus().send("alerts", "sent");

      assertThat(client.nextOfType("alerts").get("payload").toString())
          .isEqualTo("{\"text\":\"fire\"}");
      assertThat(client.nextOfType("alerts").get("payload").toString())
          .isEqualTo("{\"value\":[1,\"two\"]}");
      assertThat(client.nextOfType("alerts").at("/payload/value").textValue()).isEqualTo("three");
      assertThat(client.nextOfType("alerts").at("/payload/value").intValue()).isEqualTo(4);
      assertThat(client.nextOfType("alerts").at("/payload/value").booleanValue()).isTrue();
      assertThat(client.nextOfType("alerts").at("/payload/value").textValue()).isEqualTo("sent");
    }
  }

  @Test
  void bareNumbersAddUp() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      for (int i = 1; i <= 100; i++) {
        publish("hits", i);
      }
      int sum = 0;
      while (sum < 5050) {
        sum += client.nextOfType("hits").at("/payload/value").intValue();
      }
      assertThat(sum).isEqualTo(5050);
    }
  }

  @Test
  void whatIsNoEventIsCountedAndToldAndHarmsNobody() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      publish("prices.WF", new JsonObject().put("euro", 1));
      JsonNode told = client.nextOfType("error_event").get("payload");
      assertThat(told.get("code").textValue()).isEqualTo("INVALID_EVENT");
      assertThat(told.get("message").textValue())
          .contains("forward of prices.*: ", "/payload/symbol", "required");

      publish("prices.WF", "a text has no symbol");
      publish("prices.WF", price("WF", Double.NaN));
      publish("prices.WF", Buffer.buffer("bytes"));
      publish("prices.WF", new JsonObject().put("symbol", new JsonObject()));
      publish("rooms.a", new JsonObject().put("address", "mine").put("messages", 1));
      publish("rooms.a", new JsonObject().put("messages", "many"));
      publish("hits", "no number");
      publish("prices.WF", price("WF", 3));

      assertThat(client.nextOfType("prices").at("/payload/euro").doubleValue()).isEqualTo(3);
      Eventually.until(
          "all to be counted",
          () -> rig.count("wirthforge.events.rejected", "reason", "invalid") == 8);
    }
  }

  @Test
  void aPatternTakesNoMessageFromAnybodyAndAnswersNoQuestion() {
    List<String> heard = new CopyOnWriteArrayList<>();
    rig.vertx.eventBus().<JsonObject>consumer("prices.WF", m -> m.reply(m.body().getMap().size()));
    rig.vertx.eventBus().<String>consumer("prices.list", m -> heard.add(m.body()));

    for (int i = 0; i < 10; i++) {
      var answer = rig.vertx.eventBus().<Integer>request("prices.WF", price("WF", i));
      assertThat(Eventually.done(answer).body()).isEqualTo(2);
      rig.vertx.eventBus().send("prices.list", "x" + i);
    }
    Eventually.until("all of them", () -> heard.size() == 10);
    assertThat(rig.count("wirthforge.events.in", "channel", "prices")).isZero();
    assertThat(rig.count("wirthforge.events.rejected")).isZero();
  }

  @Test
  void aBodyThatItsPublisherChangesAfterwardsIsForwardedAsItWas() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      JsonObject body = price("WF", 1);
      for (int i = 0; i < 1000; i++) {
        publish("prices." + i, body.put("symbol", "s" + i).put("euro", i));
      }
      for (int i = 0; i < 1000; i++) {
        JsonNode payload = client.nextOfType("prices").get("payload");
        assertThat(payload.get("symbol").textValue())
            .isEqualTo("s" + payload.get("euro").intValue());
      }
    }
  }

  @Test
  void workersAndVirtualThreadsArePublishersLikeOthers() {
    for (ThreadingModel model : ThreadingModel.values()) {
      if (model == ThreadingModel.VIRTUAL_THREAD && Runtime.version().feature() < 21) {
        continue;
      }
      try (WsProbe client = WsProbe.events(rig.port())) {
        client.nextOfType("heartbeat");
        Eventually.done(
            rig.vertx.deployVerticle(
                new Publisher(price(model.name(), 1)),
                new DeploymentOptions().setThreadingModel(model)));
        client.next(message -> message.at("/payload/symbol").asText().equals(model.name()));
      }
    }
  }

  private static final class Publisher extends VerticleBase {
    private final JsonObject body;

    Publisher(JsonObject body) {
      this.body = body;
    }

    @Override
    public io.vertx.core.Future<?> start() {
      vertx.eventBus().publish("prices.x", body);
      return io.vertx.core.Future.succeededFuture();
    }
  }

  @Test
  void onceTheFramesStopNobodyListensAnyMore() {
    rig.stopFrames();
    publish("prices.WF", price("WF", 1));
    publish("alerts", "lost");

    assertThat(rig.count("wirthforge.events.in")).isZero();
    assertThat(rig.count("wirthforge.events.rejected")).isZero();
  }
}
