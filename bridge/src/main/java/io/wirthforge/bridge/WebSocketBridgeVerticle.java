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
 * behind one gate. Several instances share the port.
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

  private final FrameBridgeOptions options;
  private final EventCatalog catalog;
  private final BridgeMetrics metrics;
  private final AccessToken token;
  private final @Nullable RouterFactory routers;
  private @Nullable BridgeDoor door;
  private @Nullable HttpServer server;
  private @Nullable Router router;

  /** A WebSocket of the nine events with the defaults, and no other route. */
  public WebSocketBridgeVerticle() {
    this(
        new FrameBridgeOptions(),
        EventCatalog.wirthforge(),
        Metrics.globalRegistry,
        AccessToken.create(),
        null);
  }

  /** A WebSocket of the types in a catalog, and an application's routes. */
  public WebSocketBridgeVerticle(
      FrameBridgeOptions options,
      EventCatalog catalog,
      MeterRegistry registry,
      AccessToken token,
      @Nullable RouterFactory routers) {
    this.options = options;
    this.catalog = catalog;
    this.metrics = new BridgeMetrics(registry);
    this.token = token;
    this.routers = routers;
  }

  @Override
  public Future<?> start() {
    door = new BridgeDoor(vertx, options, catalog, metrics, token);
    router = routers == null ? null : routers.create(vertx, door::isReady);
    return listen(options.port(), options.portTries());
  }

  @Override
  public Future<?> stop() {
    Future<Void> clientsGone = door == null ? Future.succeededFuture() : door.close();
    return clientsGone.eventually(() -> server == null ? Future.succeededFuture() : server.close());
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
      current.guard(request, this::route);
    }
  }

  private void route(HttpServerRequest request) {
    BridgeDoor current = door;
    if (current != null && options.path().equals(request.path())) {
      current.upgrade(request);
    } else if (router != null) {
      router.handle(request);
    } else {
      HttpErrors.send(request.response(), 404, "NOT_FOUND", "only " + options.path() + " is here");
    }
  }
}
