package io.wirthforge.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.wirthforge.schemas.EventCatalog;
import java.net.BindException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The verticle that listens: the WebSocket, and an application's routes on the same port, all
 * behind one gate. Several instances share the port. Deployed by name it takes its {@link
 * FrameBridgeOptions} from the deployment's configuration.
 */
public final class WebSocketBridgeVerticle extends VerticleBase {

  /** Makes the routes of one instance, on its event loop. */
  @FunctionalInterface
  public interface RouterFactory {

    /**
     * The routes.
     *
     * @param isReady whether clients are let in
     */
    Router create(Vertx vertx, BooleanSupplier isReady);
  }

  private static final int MAX_PORT = 65_535;
  private static final int MAX_HEADER_BYTES = 8192;
  private static final int MAX_REQUEST_LINE_BYTES = 4096;

  private final boolean byName;
  private final BridgeMetrics metrics;
  private FrameBridgeOptions options;
  private EventCatalog catalog;
  private AccessToken token;
  private final @Nullable RouterFactory routers;
  private @Nullable Authorizer authorizer;
  private @Nullable BridgeDoor door;
  private @Nullable HttpServer server;
  private @Nullable Router router;

  /**
   * A WebSocket of the nine events with the settings it is deployed with, and no other route. All
   * such instances of one root share a token: {@link AccessToken#of}.
   */
  public WebSocketBridgeVerticle() {
    this(
        new FrameBridgeOptions(),
        EventCatalog.wirthforge(),
        Metrics.globalRegistry,
        AccessToken.create(),
        null,
        true);
  }

  /** A WebSocket of the types in a catalog, and an application's routes. */
  public WebSocketBridgeVerticle(
      FrameBridgeOptions options,
      EventCatalog catalog,
      MeterRegistry registry,
      AccessToken token,
      @Nullable RouterFactory routers) {
    this(options, catalog, registry, token, routers, false);
  }

  private WebSocketBridgeVerticle(
      FrameBridgeOptions options,
      EventCatalog catalog,
      MeterRegistry registry,
      AccessToken token,
      @Nullable RouterFactory routers,
      boolean byName) {
    this.byName = byName;
    this.options = options;
    this.catalog = Forwards.added(catalog, options.forward());
    this.metrics = new BridgeMetrics(registry);
    this.token = token;
    this.routers = routers;
  }

  @Override
  public Future<?> start() {
    if (byName) {
      options = new FrameBridgeOptions(config());
      catalog = Forwards.added(catalog, options.forward());
      token = AccessToken.of(vertx, options.root());
    }
    vertx.executeBlocking(JdkLog::warm);
    door = new BridgeDoor(vertx, options, catalog, metrics, token, () -> authorizer);
    router = routers == null ? null : routers.create(vertx, door::isReady);
    return listen(options.port(), options.portTries());
  }

  @Override
  public Future<?> stop() {
    Future<Void> clientsGone = door == null ? Future.succeededFuture() : door.close();
    return clientsGone.eventually(() -> server == null ? Future.succeededFuture() : server.close());
  }

  /** Lets an application decide what each client may see; to be called before the deployment. */
  public WebSocketBridgeVerticle authorize(Authorizer decider) {
    authorizer = decider;
    return this;
  }

  /** The secret that {@link AuthMode#TOKEN} asks for. */
  public AccessToken token() {
    return token;
  }

  /** The port it listens on; 0 before it does. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  private Future<HttpServer> listen(int port, int tries) {
    SocketGuard guard =
        new SocketGuard(
            vertx,
            OpenSockets.of(vertx, options.root(), metrics.registry()),
            SocketLimits.of(options.maxClients()),
            metrics);
    HttpServer candidate =
        vertx
            .createHttpServer(serverOptions(port))
            .connectionHandler(guard::opened)
            .requestHandler(
                request -> {
                  if (guard.admits(request)) {
                    handle(request);
                  }
                });
    return candidate
        .listen()
        .onSuccess(listening -> server = listening)
        .recover(
            failure -> {
              if (!BindFailures.isOne(failure)) {
                return Future.failedFuture(failure);
              }
              return tries > 1 && port > 0 && port < MAX_PORT
                  ? listen(port + 1, tries - 1)
                  : Future.failedFuture(notListening(port, failure));
            });
  }

  private BindException notListening(int lastPort, Throwable failure) {
    int first = options.port();
    String ports = first == lastPort ? "port " + first : "ports " + first + " to " + lastPort;
    return new BindException(
        "can't listen on " + options.host() + ", " + ports + ": " + failure.getMessage());
  }

  private HttpServerOptions serverOptions(int port) {
    return FrameBridge.harden(
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(port)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES),
        options);
  }

  private void handle(HttpServerRequest request) {
    BridgeDoor current = door;
    if (current != null) {
      if (options.path().equals(request.path())) {
        BridgeDoor.expect(request);
      }
      current.guard(request, this::route);
    }
  }

  private void route(HttpServerRequest request) {
    BridgeDoor current = door;
    if (current != null && options.path().equals(request.path())) {
      current.upgrade(request, null);
    } else if (router != null) {
      request.resume();
      router.handle(request);
    } else {
      request.resume();
      HttpErrors.send(request.response(), 404, "NOT_FOUND", "only " + options.path() + " is here");
    }
  }
}
