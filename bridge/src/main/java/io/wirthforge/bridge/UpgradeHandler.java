package io.wirthforge.bridge;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;

/** Decides over requests for the WebSocket path; those let in become links of a loop. */
final class UpgradeHandler {

  private static final String WEBSOCKET_VERSION = "13";

  private final BridgeLoop loop;
  private final BridgeMetrics metrics;

  UpgradeHandler(BridgeLoop loop, BridgeMetrics metrics) {
    this.loop = loop;
    this.metrics = metrics;
  }

  /** Takes a request that passed the gate. */
  void handle(HttpServerRequest request) {
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
      loop.upgrade(request, mode);
    }
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
