package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verticles that nobody constructs: named, configured in JSON, several of them. */
class DeployedByNameTest {

  private static final String FRAMES = "io.wirthforge.bridge.FrameAggregatorVerticle";
  private static final String BRIDGE = "io.wirthforge.bridge.WebSocketBridgeVerticle";

  private final Vertx vertx = Vertx.vertx();
  private final int port = FreePort.any();

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  /** One below those that the system gives to others in the meantime. */
  private DeploymentOptions config(JsonObject more) {
    JsonObject config =
        new JsonObject().put("root", "byname").put("port", port).put("portTries", 1);
    return new DeploymentOptions().setConfig(config.mergeIn(more));
  }

  private int upgrade(String... headers) {
    return Eventually.get(
        "an answer other than 503",
        () -> {
          int status = RawClient.upgrade(port, "/ws", headers).status();
          return status == 503 ? null : status;
        });
  }

  @Test
  void aBridgeOfSeveralInstancesServesOneStreamToAll() {
    JsonObject forward =
        new JsonObject()
            .put(
                "forward",
                new JsonArray()
                    .add(new JsonObject().put("address", "prices.*").put("key", "/symbol")));
    Eventually.done(vertx.deployVerticle(FRAMES, config(forward)));
    Eventually.done(vertx.deployVerticle(BRIDGE, config(forward).setInstances(3)));
    assertThat(upgrade()).isEqualTo(101);
    List<WsProbe> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        WsProbe client = Eventually.get("to be let in", this::connected);
        clients.add(client);
        client.nextOfType("heartbeat");
      }
      vertx.eventBus().publish("prices.WF", new JsonObject().put("symbol", "WF").put("euro", 1));
      for (WsProbe client : clients) {
        assertThat(client.nextOfType("prices").at("/payload/euro").intValue()).isEqualTo(1);
      }
    } finally {
      clients.forEach(WsProbe::close);
    }
  }

  /** Each instance is ready in its own time. */
  private WsProbe connected() {
    try {
      return WsProbe.events(port);
    } catch (WsProbe.Refused e) {
      return null;
    }
  }

  @Test
  void allInstancesOfARootShareOneToken() {
    JsonObject token = new JsonObject().put("auth", "token");
    Eventually.done(vertx.deployVerticle(FRAMES, config(token)));
    Eventually.done(vertx.deployVerticle(BRIDGE, config(token).setInstances(2)));
    String bearer = "Authorization: Bearer " + AccessToken.of(vertx, "byname").value();

    for (int i = 0; i < 6; i++) {
      assertThat(upgrade(bearer)).isEqualTo(101);
    }
    assertThat(upgrade()).isEqualTo(403);
    assertThat(AccessToken.of(vertx, "another").value())
        .isNotEqualTo(AccessToken.of(vertx, "byname").value());
  }

  @Test
  void aConfigurationThatMakesNoSenseFailsTheDeploymentAndSaysWhy() {
    JsonObject loop =
        new JsonObject()
            .put("forward", new JsonArray().add(new JsonObject().put("address", "byname.energy")));

    for (String verticle : List.of(FRAMES, BRIDGE)) {
      assertThat(Eventually.failure(vertx.deployVerticle(verticle, config(loop))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("forward[0]: address 'byname.energy' holds this bridge's own");
    }
    assertThat(
            Eventually.failure(
                vertx.deployVerticle(BRIDGE, config(new JsonObject().put("maxClients", 0)))))
        .hasMessage("maxClients must be 1 to 100000, was 0");
  }
}
