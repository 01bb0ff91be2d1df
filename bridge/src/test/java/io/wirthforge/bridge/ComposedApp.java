package io.wirthforge.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wirthforge.schemas.Event;

/** An application with a router of its own, of which a bridge is one part. */
final class ComposedApp implements AutoCloseable {

  /** The application's routes, the bridge's among them. */
  @FunctionalInterface
  interface Routes {
    void add(Vertx vertx, Router router, FrameBridge bridge);
  }

  final Vertx vertx = Vertx.vertx();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final FrameBridgeOptions options;
  final FrameBridge bridge;
  final int port;

  ComposedApp(JsonObject settings, Routes routes) {
    this(settings, new HttpServerOptions(), routes);
  }

  ComposedApp(JsonObject settings, HttpServerOptions http, Routes routes) {
    options = new FrameBridgeOptions(settings);
    bridge = FrameBridge.create(vertx, options, TestEvents.CATALOG, registry);
    Router router = Router.router(vertx);
    routes.add(vertx, router, bridge);
    port =
        Eventually.done(
                vertx
                    .createHttpServer(
                        FrameBridge.harden(http.setHost("127.0.0.1").setPort(0), options))
                    .requestHandler(router)
                    .listen())
            .actualPort();
    Eventually.done(bridge.start());
  }

  /** Publishes an event where its channel's events belong. */
  void publish(Event event) {
    vertx.eventBus().publish(options.addresses().channel(event.channel()), event);
  }

  double count(String meter, String label, String value) {
    return registry.find(meter).tag(label, value).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** The status of an upgrade, once the bridge is ready. */
  int upgrade(String target, String... headers) {
    return Eventually.get(
        "an answer other than 503",
        () -> {
          int status = RawClient.upgrade(port, target, headers).status();
          return status == 503 ? null : status;
        });
  }

  @Override
  public void close() {
    Eventually.done(vertx.close());
  }
}
