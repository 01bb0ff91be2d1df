package io.wirthforge.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bridge to add to an application: aggregator and WebSocket in one.
 *
 * <pre>{@code
 * var bridge = FrameBridge.create(vertx, new FrameBridgeOptions());
 * router.route("/ws").handler(bridge.handler());
 * router.route("/client/*").handler(FrameBridge.client());
 * bridge.start();
 * vertx.eventBus().publish("wirthforge.energy", energyUpdateJson);
 * }</pre>
 */
public final class FrameBridge {

  private static final int READ_IDLE_SECONDS = 35;

  private final Vertx vertx;
  private final FrameBridgeOptions options;
  private final EventCatalog catalog;
  private final MeterRegistry registry;
  private final BridgeMetrics metrics;
  private final AccessToken token = AccessToken.create();
  private final JsonEvents json;
  private final Map<Loop, BridgeDoor> doors = new ConcurrentHashMap<>();
  private volatile @Nullable Authorizer authorizer;
  private @Nullable Future<String> deployment;

  /** A server's event loop; a server that is deployed again is another, though on one thread. */
  private record Loop(Thread thread, @Nullable String deploymentId) {}

  private FrameBridge(
      Vertx vertx, FrameBridgeOptions options, EventCatalog catalog, MeterRegistry registry) {
    this.vertx = vertx;
    this.options = options;
    this.catalog = Forwards.added(catalog, options.forward());
    this.registry = registry;
    this.metrics = new BridgeMetrics(registry);
    this.json = new JsonEvents(this.catalog, options.maxEventBytes());
  }

  /** A bridge of the nine events that counts into Micrometer's global registry. */
  public static FrameBridge create(Vertx vertx, FrameBridgeOptions options) {
    return create(vertx, options, EventCatalog.wirthforge(), Metrics.globalRegistry);
  }

  /** A bridge of the types in a catalog, such as the application's own. */
  public static FrameBridge create(
      Vertx vertx, FrameBridgeOptions options, EventCatalog catalog, MeterRegistry registry) {
    return new FrameBridge(vertx, options, catalog, registry);
  }

  /**
   * The settings of an HTTP server that carries a bridge: sub-protocols, bounded buffers and
   * messages, no compression, an end for peers that say nothing.
   *
   * @param server the application's own settings, changed in place
   */
  public static HttpServerOptions harden(HttpServerOptions server, FrameBridgeOptions options) {
    server
        .setWebSocketSubProtocols(WireMode.subProtocols())
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setHttp2ClearTextEnabled(false)
        .setMaxWebSocketFrameSize(SocketHandlers.MAX_MESSAGE_BYTES)
        .setMaxWebSocketMessageSize(SocketHandlers.MAX_MESSAGE_BYTES)
        .setSendBufferSize(options.sendBufferBytes());
    TimeUnit unit = server.getIdleTimeoutUnit();
    server.setReadIdleTimeout((int) unit.convert(READ_IDLE_SECONDS, TimeUnit.SECONDS));
    return server;
  }

  /**
   * Paces a server's connections, for its {@code connectionHandler}: the next is accepted once the
   * event loop that serves the last has come to it, and had a rest. Without it, hundreds that come
   * at once, as after a loss of the network, take the loop from the clients that are there. It
   * bounds a server to a thousand new connections a second, whatever they ask for.
   */
  public static Handler<HttpConnection> pacedConnections() {
    return SocketInternals::throttle;
  }

  /** Starts the frames, unless they are started already. */
  public Future<Void> start() {
    Future<String> started = deployment;
    if (started == null) {
      started = vertx.deployVerticle(new FrameAggregatorVerticle(options, catalog, registry));
      deployment = started;
    }
    return started.mapEmpty();
  }

  /**
   * Starts the frames of a recording in the place of the stream's own; the bridge must speak the
   * recording's types, see {@link Replay#catalog}.
   *
   * @return done when it plays; fails, saying why in one line, where the file is no recording
   */
  public Future<Void> replay(Path recording, ReplayOptions replayOptions) {
    Future<String> started = deployment;
    if (started != null) {
      return Future.failedFuture("the frames are started already: replay instead of start()");
    }
    started = vertx.deployVerticle(new ReplayVerticle(options, recording, replayOptions));
    deployment = started;
    return started.mapEmpty();
  }

  /**
   * Records all that goes into the frames, until it is closed; the frames must have been started.
   *
   * @return fails, saying why in one line, where it can't
   */
  public Future<Recording> record(Path file, RecordingOptions recordingOptions) {
    return Recording.start(vertx, options.addresses(), file, recordingOptions, registry);
  }

  /**
   * Takes WebSocket requests of a router whose server runs on event loops. Its route comes before a
   * {@code BodyHandler}: a request that was read can't become a WebSocket.
   *
   * @see #harden
   */
  public Handler<RoutingContext> handler() {
    return this::accept;
  }

  /**
   * Serves the browser client, for a route such as {@code /client/*}: {@code wirthforge.js}, the
   * same in one small file as {@code wirthforge.min.js}, and their types.
   */
  public static Handler<RoutingContext> client() {
    return ClasspathFiles.of("io/wirthforge/bridge/client", "wirthforge.js");
  }

  /**
   * Contributes to each frame: asked at each tick, on the calling context.
   *
   * @param name tells contributors apart
   * @param events from a tick to the events of its frame; must not block
   */
  public FrameContributor contribute(
      String name, Function<FrameTick, List<? extends Event>> events) {
    return FrameContributor.join(vertx, options.addresses(), name, events);
  }

  /**
   * The event that a JsonObject describes; timestamp and frame number may be left out.
   *
   * @throws io.wirthforge.schemas.InvalidEventException if it describes none
   */
  public Event event(JsonObject event) {
    return json.decode(event);
  }

  /** Lets an application decide what each client may see; without one, each may see all. */
  public FrameBridge authorize(Authorizer decider) {
    authorizer = decider;
    return this;
  }

  /** The secret that {@link AuthMode#TOKEN} asks for. */
  public AccessToken token() {
    return token;
  }

  /** Ends all connections and stops the frames. */
  public Future<Void> close() {
    List<Future<Void>> closings = new ArrayList<>();
    doors.values().forEach(door -> closings.add(door.close()));
    doors.clear();
    Future<String> started = deployment;
    deployment = null;
    return Future.join(closings)
        .eventually(
            () -> started == null ? Future.succeededFuture() : started.compose(vertx::undeploy))
        .mapEmpty();
  }

  private void accept(RoutingContext context) {
    HttpServerRequest request = context.request();
    BridgeDoor door = door();
    BridgeDoor.expect(request);
    door.guard(request, passed -> door.whenSeeded(() -> door.upgrade(passed, context)));
  }

  private BridgeDoor door() {
    Context context = vertx.getOrCreateContext();
    if (!context.isEventLoopContext()) {
      throw new IllegalStateException(
          "the bridge needs a server on an event loop: deploy its verticle without worker threads");
    }
    Loop loop = new Loop(Thread.currentThread(), context.deploymentID());
    if (!doors.containsKey(loop)) {
      doors.keySet().removeIf(this::isGone);
    }
    return doors.computeIfAbsent(
        loop, key -> new BridgeDoor(vertx, options, catalog, metrics, token, () -> authorizer));
  }

  private boolean isGone(Loop loop) {
    String id = loop.deploymentId();
    return id != null && !vertx.deploymentIDs().contains(id);
  }
}
