package io.wirthforge.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.wirthforge.schemas.EventCatalog;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the adversaries, in a package of their own, may see and set of the inside. */
public final class AdversarySeams {

  /**
   * What the links of a bridge hold for their clients.
   *
   * @param clients how many there are
   * @param positions how many different frames they were left at
   * @param backlogs how many different merges of frames from before the ring they hold in all
   */
  public record Held(int clients, int positions, int backlogs) {}

  /** A bridge's verticle that can be looked into, and whose links lose patience when told to. */
  public static final class Bridge extends VerticleBase {

    private final FrameBridgeOptions options;
    private final MeterRegistry registry;
    private final LinkOptions linkOptions;
    private @Nullable BridgeDoor door;
    private @Nullable HttpServer server;

    /**
     * A bridge.
     *
     * @param silenceLimitMs how long a client may be silent
     */
    public Bridge(FrameBridgeOptions options, MeterRegistry registry, long silenceLimitMs) {
      this.options = options;
      this.registry = registry;
      this.linkOptions =
          new LinkOptions(
              options.ackWindow(),
              options.maxPendingBytes(),
              LinkOptions.HEARTBEAT_INTERVAL_NANOS,
              silenceLimitMs * 1_000_000,
              LinkOptions.WRITE_QUEUE_BYTES);
    }

    /** The port it listens on. */
    public int port() {
      return server == null ? 0 : server.actualPort();
    }

    @Override
    public Future<?> start() {
      BridgeDoor opened =
          new BridgeDoor(
              vertx,
              options,
              EventCatalog.wirthforge(),
              new BridgeMetrics(registry),
              AccessToken.create(),
              () -> null,
              linkOptions);
      door = opened;
      HttpServerOptions http =
          new HttpServerOptions().setHost(options.host()).setPort(options.port());
      server =
          vertx
              .createHttpServer(FrameBridge.harden(http, options))
              .requestHandler(request -> accept(opened, request));
      return server.listen();
    }

    @Override
    public Future<?> stop() {
      return door == null || server == null
          ? Future.succeededFuture()
          : door.close().eventually(server::close);
    }

    private static void accept(BridgeDoor door, HttpServerRequest request) {
      door.guard(request, passed -> door.whenSeeded(() -> door.upgrade(passed, null)));
    }

    /** What its links hold now. */
    public Future<Held> held() {
      return Future.future(promise -> context.runOnContext(go -> promise.complete(count())));
    }

    private Held count() {
      Map<?, ?> links = (Map<?, ?>) field(field(door, "loop"), "links");
      Set<Object> backlogs = Collections.newSetFromMap(new IdentityHashMap<>());
      Set<Object> positions = new java.util.HashSet<>();
      for (Object link : links.values()) {
        positions.add(((ClientLink) link).position());
        Object backlog = field(link, "backlog");
        if (backlog != null) {
          backlogs.add(backlog);
        }
      }
      return new Held(links.size(), positions.size(), backlogs.size());
    }
  }

  private AdversarySeams() {}

  /** An aggregator whose clock is ahead. */
  public static FrameAggregatorVerticle aggregator(
      FrameBridgeOptions options, EventCatalog catalog, MeterRegistry registry, long aheadMs) {
    return new FrameAggregatorVerticle(
        options, catalog, registry, () -> System.currentTimeMillis() + aheadMs);
  }

  /** Hands on each frame, with its epoch, before any merge. */
  public static void tap(Vertx vertx, Addresses addresses, BiConsumer<String, Frame> frames) {
    vertx
        .eventBus()
        .<SealedFrame>localConsumer(
            addresses.sealed(), m -> frames.accept(m.body().epoch(), m.body().frame()));
  }

  private static Object field(@Nullable Object owner, String name) {
    try {
      Field field = java.util.Objects.requireNonNull(owner).getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
