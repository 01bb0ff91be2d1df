package io.wirthforge.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wirthforge.schemas.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server with a bridge, ready for clients, on a port of its own. */
final class BridgeRig implements AutoCloseable {

  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final FrameBridgeOptions options;
  final AccessToken token;
  private final @Nullable FrameBridge bridge;
  private int port;
  private String bridgeDeployment = "";
  private String framesDeployment = "";

  private BridgeRig(JsonObject settings, boolean withRouter) {
    options = new FrameBridgeOptions(settings.copy().put("port", 0));
    if (withRouter) {
      bridge = FrameBridge.create(vertx, options, TestEvents.CATALOG, registry);
      token = bridge.token();
    } else {
      bridge = null;
      token = AccessToken.create();
    }
  }

  /** Aggregator and bridge as two verticles. */
  static BridgeRig verticles(JsonObject settings) {
    BridgeRig rig = verticlesWithoutFrames(settings);
    rig.startFrames();
    rig.awaitReady();
    return rig;
  }

  static BridgeRig verticles() {
    return verticles(new JsonObject());
  }

  /** The bridge's verticle alone: it listens, but no frame comes. */
  static BridgeRig verticlesWithoutFrames(JsonObject settings) {
    BridgeRig rig = new BridgeRig(settings, false);
    WebSocketBridgeVerticle verticle =
        new WebSocketBridgeVerticle(rig.options, TestEvents.CATALOG, rig.registry, rig.token, null);
    rig.bridgeDeployment = Eventually.done(rig.vertx.deployVerticle(verticle));
    rig.port = verticle.port();
    return rig;
  }

  /** Aggregator and bridge within an application's own router and server. */
  static BridgeRig router(JsonObject settings) {
    BridgeRig rig = new BridgeRig(settings, true);
    Eventually.done(rig.bridge().start());
    Router router = Router.router(rig.vertx);
    router.route(rig.options.path()).handler(rig.bridge().handler());
    router.route("/hello").handler(context -> context.end("hello"));
    HttpServerOptions server = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    rig.port =
        Eventually.done(
                rig.vertx
                    .createHttpServer(FrameBridge.harden(server, rig.options))
                    .requestHandler(router)
                    .listen())
            .actualPort();
    rig.awaitReady();
    return rig;
  }

  void startFrames() {
    framesDeployment =
        Eventually.done(
            vertx.deployVerticle(
                new FrameAggregatorVerticle(options, TestEvents.CATALOG, registry)));
  }

  void stopFrames() {
    Eventually.done(vertx.undeploy(framesDeployment));
  }

  void stopBridge() {
    Eventually.done(vertx.undeploy(bridgeDeployment));
  }

  /** Contributes a text to each frame: its number. */
  FrameContributor contributeNumbers() {
    return FrameContributor.join(
        vertx,
        options.addresses(),
        "numbers",
        tick -> List.of(TestEvents.text("s", tick.frameNumber() + " ")));
  }

  void awaitReady() {
    if (options.readyEvent() == null && options.auth() != AuthMode.TOKEN) {
      Eventually.until(
          "the bridge to be ready", () -> RawClient.upgrade(port, options.path()).status() == 101);
      Eventually.until("the end of that attempt", () -> count("wirthforge.disconnects") == 1);
    }
  }

  int port() {
    return port;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  FrameBridge bridge() {
    if (bridge == null) {
      throw new IllegalStateException("this rig has verticles only");
    }
    return bridge;
  }

  /** Publishes an event where its channel's events belong. */
  void publish(Event event) {
    vertx.eventBus().publish(options.addresses().channel(event.channel()), event);
  }

  /** Publishes a JsonObject, with single quotes for double ones. */
  void publish(String channel, String json) {
    vertx
        .eventBus()
        .publish(options.addresses().channel(channel), new JsonObject(json.replace('\'', '"')));
  }

  /** The sum of all counters of this name, whatever their labels. */
  double count(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }

  double count(String meter, String label, String value) {
    return registry.find(meter).tag(label, value).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  double clients() {
    var gauge = registry.find("wirthforge.connections.active").gauge();
    return gauge == null ? 0 : gauge.value();
  }

  @Override
  public void close() {
    Eventually.done(vertx.close());
  }
}
