package io.wirthforge.bridge.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.wirthforge.bridge.FrameBridge;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.FrameClock;
import io.wirthforge.bridge.WebSocketBridgeVerticle;
import io.wirthforge.schemas.EventCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One rival's server in a JVM of its own: makes an event per tick and sends it to its clients. */
final class BenchServer {

  // For as long as this JVM runs.
  private static final List<Object> KEPT = new ArrayList<>();

  private final MeterRegistry registry;
  private final Vertx vertx;
  private final int port;

  private BenchServer(int port, Metering metering) {
    this.port = port;
    this.registry = metering.registry();
    this.vertx = metering.vertx(registry);
  }

  /**
   * Serves until it is ended.
   *
   * @param args rival, port, and how much is measured
   */
  public static void main(String[] args) throws Exception {
    Rival rival = Rival.valueOf(args[0]);
    int port = Integer.parseInt(args[1]);
    ServerAnswers.start();
    if (rival == Rival.FLOOR) {
      new FloorServer(port).run();
    }
    if (rival == Rival.UNDERTOW) {
      new UndertowServer(port).run();
    }
    BenchServer server = new BenchServer(port, Metering.valueOf(args[2]));
    switch (rival) {
      case NAIVE -> server.naive();
      case SOCKJS -> server.sockJs();
      case GUARDED -> server.guarded();
      default -> server.bridge();
    }
  }

  private void bridge() {
    FrameBridgeOptions options =
        new FrameBridgeOptions(new JsonObject().put("auth", "none").put("maxClients", 5000));
    FrameBridge bridge =
        FrameBridge.create(
            vertx, options, EventCatalog.systemOnly().with(BenchEvent.TYPE), registry);
    Router router = Router.router(vertx);
    router.route("/ws").handler(bridge.handler());
    bridge.start();
    vertx.runOnContext(go -> bridge.contribute("bench", tick -> BenchEvent.records()));
    HttpServer server =
        vertx.createHttpServer(
            FrameBridge.harden(
                new HttpServerOptions().setHost("127.0.0.1").setPort(port), options));
    KEPT.add(server);
    server.connectionHandler(FrameBridge.pacedConnections()).requestHandler(router).listen();
  }

  private void guarded() {
    FrameBridgeOptions options =
        new FrameBridgeOptions(
            new JsonObject()
                .put("auth", "none")
                .put("port", port)
                .put("portTries", 1)
                .put("maxClients", 1000));
    EventCatalog catalog = EventCatalog.systemOnly().with(BenchEvent.TYPE);
    FrameBridge bridge = FrameBridge.create(vertx, options, catalog, registry);
    bridge.start();
    vertx.deployVerticle(
        new WebSocketBridgeVerticle(options, catalog, registry, bridge.token(), null));
    vertx.runOnContext(go -> bridge.contribute("bench", tick -> BenchEvent.records()));
  }

  private void naive() {
    List<ServerWebSocket> sockets = new ArrayList<>();
    HttpServer server =
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port));
    KEPT.add(server);
    server
        .webSocketHandler(
            socket -> {
              sockets.add(socket);
              socket.closeHandler(gone -> sockets.remove(socket));
            })
        .listen();
    vertx.runOnContext(
        go ->
            everyTick(
                () -> {
                  for (JsonObject event : BenchEvent.jsons()) {
                    sockets.forEach(socket -> socket.writeTextMessage(event.encode()));
                  }
                }));
  }

  private void sockJs() {
    Router router = Router.router(vertx);
    var options =
        new SockJSBridgeOptions().addOutboundPermitted(new PermittedOptions().setAddress("bench"));
    router.route("/eventbus*").subRouter(SockJSHandler.create(vertx).bridge(options));
    listen(new HttpServerOptions(), router);
    vertx.runOnContext(
        go ->
            everyTick(
                () ->
                    BenchEvent.jsons().forEach(event -> vertx.eventBus().publish("bench", event))));
  }

  private void listen(HttpServerOptions options, Router router) {
    HttpServer server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(port));
    KEPT.add(server);
    server.requestHandler(router).listen();
  }

  private void everyTick(Runnable action) {
    await(new FrameClock(System.nanoTime()), action);
  }

  private void await(FrameClock clock, Runnable action) {
    long wait = Math.max(1, clock.nanosUntilNext(System.nanoTime()));
    vertx
        .timer(wait, TimeUnit.NANOSECONDS)
        .onSuccess(
            due -> {
              if (clock.poll(System.nanoTime()).isPresent()) {
                action.run();
              }
              await(clock, action);
            });
  }
}
