package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wirthforge.schemas.InvalidEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge as a handler within an application's own router and server. */
class FrameBridgeTest {

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FrameBridgeOptions options = new FrameBridgeOptions();
  private final FrameBridge bridge =
      FrameBridge.create(vertx, options, TestEvents.CATALOG, registry);

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  @Test
  void bothModesAndTheApplicationsOwnRoutesShareAPort() {
    try (BridgeRig rig = BridgeRig.router(new JsonObject());
        WsProbe events = WsProbe.events(rig.port());
        WsProbe frames = WsProbe.frames(rig.port())) {
      rig.publish(TestEvents.reward("both"));

      assertThat(events.nextOfType("reward_event").toString()).contains("both");
      assertThat(frames.subProtocol()).isEqualTo("wirthforge.frames.v1");
      assertThat(frames.next().get("type").textValue()).isEqualTo("welcome");
      frames.next(message -> message.toString().contains("both"));
      assertThat(RawClient.get(rig.port(), "/hello", "Host: " + rig.host()).body())
          .isEqualTo("hello");
    }
  }

  @Test
  void theGateStandsBeforeTheSocketHereToo() {
    try (BridgeRig rig = BridgeRig.router(new JsonObject())) {
      String evil = "Origin: http://evil.example";
      assertThat(RawClient.upgrade(rig.port(), "/ws", evil).status()).isEqualTo(403);
      assertThat(RawClient.upgrade(rig.port(), "/ws?rate=30").status()).isEqualTo(101);
      assertThat(RawClient.get(rig.port(), "/ws", "Host: " + rig.host()).status()).isEqualTo(426);
    }
  }

  @Test
  void onAServerThatKnowsNoSubProtocolsTheStreamSpeaksTheModeThatTheHandshakeNamed() {
    HttpServerOptions plain = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    Router router = Router.router(vertx);
    router.route("/ws").handler(bridge.handler());
    int port =
        Eventually.done(vertx.createHttpServer(plain).requestHandler(router).listen()).actualPort();
    Eventually.done(bridge.start());
    Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
    try (RawClient client = RawClient.open(port)) {
      RawClient.Answer answer =
          client.handshake("/ws", "Sec-WebSocket-Protocol: wirthforge.frames.v1");
      assertThat(answer.header("Sec-WebSocket-Protocol")).isNull();
      vertx.eventBus().publish("wirthforge.reward", TestEvents.reward("x"));
      assertThat(client.read().text()).contains("\"type\":\"reward_event\"");
    }
  }

  @Test
  void hardeningMindsTheUnitThatTheApplicationChose() {
    HttpServerOptions seconds = FrameBridge.harden(new HttpServerOptions(), options);
    HttpServerOptions millis =
        FrameBridge.harden(
            new HttpServerOptions().setIdleTimeoutUnit(TimeUnit.MILLISECONDS), options);

    assertThat(seconds.getReadIdleTimeout()).isEqualTo(35);
    assertThat(millis.getReadIdleTimeout()).isEqualTo(35_000);
    assertThat(seconds.getPerMessageWebSocketCompressionSupported()).isFalse();
    assertThat(seconds.getPerFrameWebSocketCompressionSupported()).isFalse();
    assertThat(seconds.isHttp2ClearTextEnabled()).isFalse();
    assertThat(seconds.getSendBufferSize()).isEqualTo(65_536);
  }

  @Test
  void beforeTheStartNobodyIsLetInAndAfterItEverybody() {
    int port = listen(vertx, bridge, new HttpServerOptions()).actualPort();
    assertThat(RawClient.upgrade(port, "/ws").status()).isEqualTo(503);
    Eventually.done(bridge.start());

    Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
  }

  @Test
  void whatContributesRightAfterTheStartIsInStep() {
    int port = listen(vertx, bridge, new HttpServerOptions()).actualPort();
    bridge.start();
    bridge.contribute(
        "numbers", tick -> List.of(TestEvents.text("s", "#" + tick.frameNumber() + "#")));
    Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
    try (WsProbe client = WsProbe.frames(port)) {
      Eventually.until(
          "a frame with the contribution of its own tick",
          () -> {
            JsonNode frame = client.nextOfType("frame");
            client.ack(frame.get("frameNumber").longValue());
            return !frame.has("reset")
                && frame.toString().contains("#" + frame.get("frameNumber") + "#");
          });
    }
  }

  @Test
  void closingEndsAllConnectionsAndTheFrames() {
    int port = listen(vertx, bridge, new HttpServerOptions()).actualPort();
    Eventually.done(bridge.start());
    Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
    try (WsProbe client = WsProbe.events(port)) {
      Eventually.done(bridge.close());

      assertThat(client.end().code()).isEqualTo(1001);
    }
    Throwable noFrames =
        Eventually.failure(vertx.eventBus().request("wirthforge.reward", new JsonObject()));
    assertThat(noFrames).hasMessageContaining("No handlers");
  }

  @Test
  void aBridgeThatWasClosedCanStartAgain() {
    int port = listen(vertx, bridge, new HttpServerOptions()).actualPort();
    for (int i = 0; i < 3; i++) {
      Eventually.done(bridge.start());
      Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
      try (WsProbe client = WsProbe.events(port)) {
        vertx.eventBus().publish("wirthforge.reward", TestEvents.reward("round " + i));
        assertThat(client.nextOfType("reward_event").toString()).contains("round " + i);
        Eventually.done(bridge.close());
        assertThat(client.end().code()).isEqualTo(1001);
      }
      assertThat(RawClient.upgrade(port, "/ws").status()).isEqualTo(503);
    }
  }

  @Test
  void startingTwiceStartsOnce() {
    int port = listen(vertx, bridge, new HttpServerOptions()).actualPort();
    Eventually.done(Future.join(bridge.start(), bridge.start()));
    Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
    try (WsProbe client = WsProbe.events(port)) {
      vertx.eventBus().publish("wirthforge.reward", TestEvents.reward("once"));
      List<JsonNode> got = new ArrayList<>();
      client.next(
          message -> {
            got.add(message);
            return message.get("type").textValue().equals("heartbeat");
          });

      assertThat(ClientLinkTest.types(got)).containsExactly("reward_event", "heartbeat");
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void closingWaitsForNobodyWhoDoesNotRead() {
    int port = listen(vertx, bridge, new HttpServerOptions()).actualPort();
    Eventually.done(bridge.start());
    Eventually.until("to be let in", () -> RawClient.upgrade(port, "/ws").status() == 101);
    String padding = "x".repeat(10_000);
    bridge.contribute("text", tick -> List.of(TestEvents.text("s", padding)));
    try (RawClient slow = RawClient.open(port, 2048);
        WsProbe good = WsProbe.events(port)) {
      assertThat(slow.handshake("/ws").status()).isEqualTo(101);
      for (int i = 0; i < 40; i++) {
        good.nextOfType("token_stream");
      }
      Eventually.done(bridge.close());

      assertThat(good.end().code()).isEqualTo(1001);
      assertThat(slow.isReset()).isTrue();
    }
  }

  @Test
  void aStalledSocketOfARouterIsReallyEnded() {
    HttpServer server = listen(vertx, bridge, new HttpServerOptions());
    Eventually.done(bridge.start());
    Eventually.until(
        "to be let in", () -> RawClient.upgrade(server.actualPort(), "/ws").status() == 101);
    String padding = "x".repeat(60_000);
    bridge.contribute("text", tick -> List.of(TestEvents.text("s", padding)));
    try (RawClient slow = RawClient.open(server.actualPort(), 2048);
        WsProbe good = WsProbe.events(server.actualPort())) {
      assertThat(slow.handshake("/ws").status()).isEqualTo(101);
      // It reads nothing until so much waits for it that it has to go.
      Eventually.until("both to be there", () -> connections() == 2);
      Eventually.until("the slow one to be gone", () -> connections() == 1);

      assertThat(slow.isReset()).isTrue();
      assertThat(good.isOpen()).isTrue();
    }
  }

  @Test
  void aServerThatIsDeployedAgainStillGetsFrames() {
    Eventually.done(bridge.start());
    Vertx oneLoop = Vertx.vertx(new io.vertx.core.VertxOptions().setEventLoopPoolSize(1));
    FrameBridge own =
        FrameBridge.create(oneLoop, options, TestEvents.CATALOG, new SimpleMeterRegistry());
    Eventually.done(own.start());
    for (int i = 0; i < 3; i++) {
      ServerVerticle server = new ServerVerticle(own);
      String deployment = Eventually.done(oneLoop.deployVerticle(server));
      Eventually.until(
          "to be let in", () -> RawClient.upgrade(server.port(), "/ws").status() == 101);
      try (WsProbe client = WsProbe.events(server.port())) {
        oneLoop.eventBus().publish("wirthforge.reward", TestEvents.reward("round " + i));
        assertThat(client.nextOfType("reward_event").toString()).contains("round " + i);
      }
      Eventually.done(oneLoop.undeploy(deployment));
    }
    Eventually.done(oneLoop.close());
  }

  @Test
  void aJsonObjectIsCheckedAsAtTheEventBus() {
    JsonObject payload = new JsonObject().put("symbol", "x").put("volume", 3);
    JsonObject price = new JsonObject().put("type", "price").put("payload", payload);

    assertThat(bridge.event(price).channel()).isEqualTo("market");
    payload.put("volume", "many");
    assertThatThrownBy(() -> bridge.event(price))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("/payload/volume: type number");
  }

  /** An application's verticle with a server and a router. */
  private static final class ServerVerticle extends VerticleBase {
    private final FrameBridge bridge;
    private int port;

    ServerVerticle(FrameBridge bridge) {
      this.bridge = bridge;
    }

    @Override
    public Future<?> start() {
      return server(vertx, bridge, new HttpServerOptions())
          .onSuccess(server -> port = server.actualPort());
    }

    int port() {
      return port;
    }
  }

  private double connections() {
    return registry.get("wirthforge.connections.active").gauge().value();
  }

  private HttpServer listen(Vertx vertx, FrameBridge bridge, HttpServerOptions settings) {
    return Eventually.done(server(vertx, bridge, settings));
  }

  private static Future<HttpServer> server(
      Vertx vertx, FrameBridge bridge, HttpServerOptions settings) {
    Router router = Router.router(vertx);
    router.route("/ws").handler(bridge.handler());
    FrameBridge.harden(settings.setHost("127.0.0.1").setPort(0), new FrameBridgeOptions());
    return vertx.createHttpServer(settings).requestHandler(router).listen();
  }
}
