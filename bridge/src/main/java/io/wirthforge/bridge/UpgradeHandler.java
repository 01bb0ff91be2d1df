package io.wirthforge.bridge;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides over requests for the WebSocket path; those let in become links of a loop. */
final class UpgradeHandler {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");
  private static final String WEBSOCKET_VERSION = "13";

  private final BridgeLoop loop;
  private final BridgeMetrics metrics;
  private final Authorization authorization;
  private final UpgradeQueue queue;
  private final RateLimit readsTold = new RateLimit(1, System.nanoTime());

  UpgradeHandler(
      BridgeLoop loop, BridgeMetrics metrics, Authorization authorization, UpgradeQueue queue) {
    this.loop = loop;
    this.metrics = metrics;
    this.authorization = authorization;
    this.queue = queue;
  }

  /** Takes a request that passed the gate, and where it was routed, if it was. */
  void handle(HttpServerRequest request, @Nullable RoutingContext routing) {
    WireMode mode = WireMode.negotiate(UpgradeRequest.offeredProtocols(request));
    if (!isUpgrade(request)) {
      request
          .response()
          .putHeader("Upgrade", "websocket")
          .putHeader("Connection", "Upgrade")
          .putHeader("Sec-WebSocket-Version", WEBSOCKET_VERSION);
      refuse(request, 426, "UPGRADE_REQUIRED", "this path takes WebSockets, version 13, only");
    } else if (mode == null) {
      refuse(
          request,
          400,
          "UNKNOWN_SUB_PROTOCOL",
          "offer none, or one of " + String.join(", ", WireMode.subProtocols()));
    } else if (!loop.isReady()) {
      request.response().putHeader("Retry-After", "1");
      refuse(request, 503, "NOT_READY", "the server is starting; try again in a second");
    } else {
      authorization.ask(
          new ConnectRequest(request, routing), permission -> decided(request, mode, permission));
    }
  }

  private void decided(HttpServerRequest request, WireMode mode, @Nullable Permission permission) {
    if (permission == null) {
      HttpErrors.forbid(request);
    } else if (request.isEnded()) {
      refuseRead(request);
    } else {
      queue.add(() -> hasLeft(request), () -> loop.upgrade(request, mode, permission));
    }
  }

  private boolean hasLeft(HttpServerRequest request) {
    boolean left = request.response().closed();
    if (left) {
      metrics.refused("handshake");
    }
    return left;
  }

  /**
   * A request that was read can't be upgraded any more; clients that send a length of 0 show it.
   */
  private void refuseRead(HttpServerRequest request) {
    if (readsTold.allows(System.nanoTime())) {
      LOG.error(
          "a handler before the bridge, such as a BodyHandler, read a request that asked for a"
              + " WebSocket: let the bridge's route come before it");
    }
    refuse(request, 500, "ALREADY_READ", "a handler before the bridge has read this request");
  }

  private void refuse(HttpServerRequest request, int status, String code, String message) {
    metrics.refused(code.toLowerCase(Locale.ROOT));
    HttpErrors.send(request.response(), status, code, message);
    request.resume();
  }

  static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader("Upgrade");
    String connection = request.getHeader("Connection");
    return request.method() == HttpMethod.GET
        && request.version() == HttpVersion.HTTP_1_1
        && "websocket".equalsIgnoreCase(upgrade)
        && connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && WEBSOCKET_VERSION.equals(request.getHeader("Sec-WebSocket-Version"))
        && request.getHeader("Sec-WebSocket-Key") != null;
  }
}
