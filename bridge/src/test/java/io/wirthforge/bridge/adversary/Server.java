package io.wirthforge.bridge.adversary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.AdversarySeams;
import io.wirthforge.bridge.AdversarySeams.Held;
import io.wirthforge.bridge.Frame;
import io.wirthforge.bridge.FrameAggregatorVerticle;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.TokenStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Aggregator and bridge on a port of their own, that can be stopped and started again. */
final class Server implements AutoCloseable {

  /** A frame as it left the aggregator. */
  record Sealed(String epoch, Frame frame) {}

  private static final long PATIENT_MS = 30_000;

  final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(2)
              .setWorkerPoolSize(2)
              .setPreferNativeTransport(true)); // As the application; elsewhere the JDK's own.
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Sealed> sealed = new ArrayList<>();
  private final long silenceLimitMs;
  private FrameBridgeOptions options;
  private AdversarySeams.Bridge bridge;
  private String bridgeId = "";
  private String framesId = "";

  private Server(JsonObject settings, long silenceLimitMs) {
    this.options = new FrameBridgeOptions(settings.copy().put("port", 0).put("auth", "none"));
    this.silenceLimitMs = silenceLimitMs;
    this.bridge = new AdversarySeams.Bridge(options, registry, silenceLimitMs);
    AdversarySeams.tap(
        vertx,
        options.addresses(),
        (epoch, frame) -> {
          synchronized (sealed) {
            sealed.add(new Sealed(epoch, frame));
          }
        });
  }

  static Server start(JsonObject settings) {
    return start(settings, PATIENT_MS);
  }

  static Server start(JsonObject settings, long silenceLimitMs) {
    Server server = new Server(settings, silenceLimitMs);
    server.startFrames();
    server.startBridge();
    return server;
  }

  FrameBridgeOptions options() {
    return options;
  }

  int port() {
    return bridge.port();
  }

  void startFrames() {
    framesId =
        Patience.done(
            vertx.deployVerticle(
                new FrameAggregatorVerticle(options, EventCatalog.wirthforge(), registry)));
  }

  void stopFrames() {
    Patience.done(vertx.undeploy(framesId));
  }

  /** Starts to listen, where it did before if it did, and waits until clients are let in. */
  void startBridge() {
    options = new FrameBridgeOptions(options.toJson().put("port", port()));
    bridge = new AdversarySeams.Bridge(options, registry, silenceLimitMs);
    bridgeId = Patience.done(vertx.deployVerticle(bridge));
    Patience.until("the bridge to be ready", this::letsIn);
    Patience.until("the seat of that attempt to be free", () -> clients() == 0);
  }

  void stopBridge() {
    Patience.done(vertx.undeploy(bridgeId));
  }

  private boolean letsIn() {
    try (WireClient client = WireClient.connect(port(), false, "")) {
      return client.nextText() != null;
    } catch (IOException e) {
      return false;
    }
  }

  void publish(Event event) {
    vertx.eventBus().publish(options.addresses().channel(event.channel()), event);
  }

  /** All frames that left the aggregator so far. */
  List<Sealed> sealed() {
    synchronized (sealed) {
      return List.copyOf(sealed);
    }
  }

  /** The newest frame's number; -1 before the first. */
  long newestFrame() {
    synchronized (sealed) {
      return sealed.isEmpty() ? -1 : sealed.get(sealed.size() - 1).frame().frameNumber();
    }
  }

  /** The numbers of the frames in a range that hold anything. */
  List<Long> framesBetween(long after, long upTo) {
    return sealed().stream()
        .map(Sealed::frame)
        .filter(frame -> !frame.isEmpty())
        .map(Frame::frameNumber)
        .filter(number -> number > after && number <= upTo)
        .toList();
  }

  /** The texts that the frames of an epoch hold, up to one of them. */
  Map<String, String> texts(String epoch, long upTo) {
    Map<String, String> texts = new TreeMap<>();
    for (Sealed each : sealed()) {
      if (each.epoch().equals(epoch) && each.frame().frameNumber() <= upTo) {
        for (Event event : each.frame().events()) {
          if (event instanceof TokenStream stream) {
            TokenStream.Payload payload = stream.payload();
            String key = Story.key(payload.sessionId(), payload.modelId());
            texts.merge(key, String.join("", payload.tokens()), String::concat);
          }
        }
      }
    }
    return texts;
  }

  /** Waits until the aggregator has made so many ticks from now on. */
  void awaitTicks(long ticks) {
    long target = newestFrame() + ticks;
    Patience.until("tick " + target, () -> newestFrame() >= target);
  }

  Held held() {
    return Patience.done(bridge.held());
  }

  int clients() {
    var gauge = registry.find("wirthforge.connections.active").gauge();
    return gauge == null ? 0 : (int) gauge.value();
  }

  long count(String meter, String... labels) {
    return (long)
        registry.find(meter).tags(labels).counters().stream().mapToDouble(Counter::count).sum();
  }

  @Override
  public void close() {
    Patience.done(vertx.close());
  }
}
