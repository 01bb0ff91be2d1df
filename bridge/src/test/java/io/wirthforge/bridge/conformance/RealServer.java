package io.wirthforge.bridge.conformance;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wirthforge.bridge.FrameBridge;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.EventCatalog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A server as an application has it, with traffic, ready for clients. */
final class RealServer implements AutoCloseable {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
  private final int port;

  private RealServer(JsonObject settings) throws IOException {
    FrameBridgeOptions options =
        new FrameBridgeOptions(
            new JsonObject()
                .put("auth", "none")
                .put("readyEvent", "startup_complete")
                .mergeIn(settings));
    FrameBridge bridge =
        FrameBridge.create(vertx, options, EventCatalog.wirthforge(), new SimpleMeterRegistry());
    Router router = Router.router(vertx);
    router.route("/ws").handler(bridge.handler());
    HttpServerOptions http = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    port =
        done(vertx
                .createHttpServer(FrameBridge.harden(http, options))
                .requestHandler(router)
                .listen())
            .actualPort();
    done(bridge.start());
    bridge.contribute("traffic", new Traffic()::tell);
    vertx.eventBus().publish(options.addresses().channel("system"), Traffic.startup());
    awaitReady();
  }

  static RealServer start() throws IOException {
    return new RealServer(new JsonObject());
  }

  static RealServer start(JsonObject settings) throws IOException {
    return new RealServer(settings);
  }

  int port() {
    return port;
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Judged.status(port) != 101) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the server was not ready in 30 s");
      }
    }
  }

  static <T> T done(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the future failed", e);
    }
  }

  @Override
  public void close() {
    done(vertx.close());
  }
}
