package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The bridge in an application that has nothing to do with WIRTHFORGE: a simulation of bouncing
 * balls, shown in a browser 60 times a second.
 */
class SimulationExampleTest {

  /** Where a ball is: of what was not sent in time, only the latest counts, but every bounce. */
  private static final EventType<CustomEvent> BALL =
      CustomEventType.named("ball")
          .onChannel("world")
          .slotKey("/payload/id")
          .latest()
          .sum("/payload/bounces")
          .retained()
          .build();

  /** What people should not miss: each one is kept, however slow their connection is. */
  private static final EventType<CustomEvent> GOAL =
      CustomEventType.named("goal").onChannel("news").keepAll().build();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  /** A ball between two walls. It knows nothing of frames, clients or JSON. */
  private static final class Ball {
    private double x = 0.5;
    private double speed = 0.11;

    /** Moves on by one frame; returns how often it hit a wall. */
    int move() {
      x += speed;
      if (x >= 0 && x <= 1) {
        return 0;
      }
      speed = -speed;
      x = x < 0 ? -x : 2 - x;
      return 1;
    }
  }

  @Test
  void aSimulationIsShownInABrowser() {
    // 1. A bridge of our own events. It listens to the event bus under "game".
    EventCatalog catalog = EventCatalog.systemOnly().with(BALL, GOAL);
    FrameBridgeOptions options = new FrameBridgeOptions(new JsonObject().put("root", "game"));
    FrameBridge bridge = FrameBridge.create(vertx, options, catalog, new SimpleMeterRegistry());

    // 2. The WebSocket is a route like any other.
    Router router = Router.router(vertx);
    router.route("/ws").handler(bridge.handler());
    HttpServerOptions http = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    HttpServer server =
        Eventually.done(
            vertx
                .createHttpServer(FrameBridge.harden(http, options))
                .connectionHandler(FrameBridge.pacedConnections())
                .requestHandler(router)
                .listen());
    bridge.start();

    // 3. What is computed once a frame is asked for at each tick, and is in the frame of that tick.
    Ball ball = new Ball();
    bridge.contribute("physics", tick -> List.of(seen("red", ball.x, ball.move())));

    // 4. What just happens is published by anybody, as plain JSON.
    JsonObject goal =
        new JsonObject().put("type", "goal").put("payload", new JsonObject().put("by", "red"));
    awaitReady(server.actualPort());
    try (WsProbe browser = WsProbe.frames(server.actualPort())) {
      vertx.eventBus().publish("game.news", goal);

      assertThat(browser.nextEvent("goal").at("/payload/by").textValue()).isEqualTo("red");
      int bounces = 0;
      for (int i = 0; i < 30; i++) {
        JsonNode frame = browser.nextOfType("frame");
        browser.say("{'type':'ack','frameNumber':" + frame.get("frameNumber") + "}");
        for (JsonNode event : frame.get("events")) {
          if (event.get("type").textValue().equals("ball")) {
            assertThat(event.at("/payload/x").doubleValue()).isBetween(0.0, 1.0);
            bounces += event.at("/payload/bounces").intValue();
          }
        }
      }
      assertThat(bounces).isPositive();
    }
  }

  private static Event seen(String id, double x, int bounces) {
    return CustomEvent.of(
        BALL,
        JsonNodeFactory.instance.objectNode().put("id", id).put("x", x).put("bounces", bounces));
  }

  private static void awaitReady(int port) {
    Eventually.until("the first frame", () -> RawClient.upgrade(port, "/ws").status() == 101);
  }
}
