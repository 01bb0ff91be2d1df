package io.wirthforge.bridge.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.wirthforge.bridge.FrameBridge;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.FrameClock;
import io.wirthforge.schemas.EventCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * An application that publishes a price for each of many keys on {@code prices.‹key›}, so many
 * times a second, in a JVM of its own; a forwarding bridge, a SockJS bridge or nobody listens.
 */
final class ForwardServer extends VerticleBase {

  /** Who carries what is published. */
  enum Carrier {
    NOBODY,
    /** An interceptor whose pattern matches nothing: what looking costs. */
    LOOKING,
    BRIDGE,
    SOCKJS
  }

  private static final PrintStream OUT = System.out;
  private static final int FRAMES_PER_SECOND = 60;

  private final int keys;
  private final double perTick;
  private final FrameClock clock = new FrameClock(System.nanoTime());
  private double owed;
  private int next;
  private volatile long published;

  private ForwardServer(int keys, int hertz) {
    this.keys = keys;
    this.perTick = (double) keys * hertz / FRAMES_PER_SECOND;
  }

  /**
   * Serves until it is ended; tells, for each line on standard input, how much was published.
   *
   * @param args carrier, port, keys, and how often a second each changes
   */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Router router = Router.router(vertx);
    FrameBridgeOptions options = bridgeOptions(args[0]);
    HttpServerOptions http =
        new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[1]));
    switch (Carrier.valueOf(args[0])) {
      case BRIDGE, LOOKING -> {
        FrameBridge bridge =
            FrameBridge.create(
                vertx, options, EventCatalog.systemOnly(), new SimpleMeterRegistry());
        router.route("/ws").handler(bridge.handler());
        FrameBridge.harden(http, options);
        await(bridge.start());
      }
      case SOCKJS -> {
        SockJSBridgeOptions sockJs =
            new SockJSBridgeOptions()
                .setMaxHandlersPerSocket(Integer.MAX_VALUE)
                .addOutboundPermitted(new PermittedOptions().setAddressRegex("prices\\..+"));
        router.route("/eventbus*").subRouter(SockJSHandler.create(vertx).bridge(sockJs));
      }
      case NOBODY -> router.route().handler(context -> context.end());
    }
    await(vertx.createHttpServer(http).requestHandler(router).listen());
    ForwardServer server = new ForwardServer(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    await(vertx.deployVerticle(server));
    server.answer();
  }

  private static FrameBridgeOptions bridgeOptions(String carrier) {
    String address = Carrier.valueOf(carrier) == Carrier.LOOKING ? "pricing.*" : "prices.*";
    JsonObject prices =
        new JsonObject().put("address", address).put("type", "prices").put("key", "/symbol");
    return new FrameBridgeOptions(
        new JsonObject().put("auth", "none").put("forward", new JsonArray().add(prices)));
  }

  private static void await(Future<?> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Override
  public Future<?> start() {
    awaitTick();
    return Future.succeededFuture();
  }

  private void awaitTick() {
    long wait = Math.max(1, clock.nanosUntilNext(System.nanoTime()));
    vertx.timer(wait, TimeUnit.NANOSECONDS).onSuccess(due -> tick());
  }

  private void tick() {
    clock
        .poll(System.nanoTime())
        .ifPresent(
            number -> {
              owed += perTick;
              while (owed >= 1) {
                owed--;
                publish(next);
                next = (next + 1) % keys;
              }
            });
    awaitTick();
  }

  private void publish(int key) {
    String symbol = "k" + key;
    vertx
        .eventBus()
        .publish(
            "prices." + symbol,
            new JsonObject()
                .put("symbol", symbol)
                .put("emitNanos", System.nanoTime())
                .put("euro", published % 1000 / 4.0));
    published = published + 1; // One thread writes.
  }

  private void answer() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    OUT.println("ready");
    while (in.readLine() != null) {
      OUT.println(published);
    }
    System.exit(0);
  }
}
