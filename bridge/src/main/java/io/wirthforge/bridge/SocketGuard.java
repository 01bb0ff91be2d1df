package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The bound on connections before anything is known of them, for which Vert.x has none: an end for
 * those that open and never finish asking, a number, and a pace. Belongs to one event loop.
 *
 * <p>Where all seats are taken, the connection that has waited longest without asking gives way, so
 * that half handshakes keep out nobody who asks at once.
 */
final class SocketGuard {

  static final long FIRST_REQUEST_MS = 5000;

  private final Vertx vertx;
  private final OpenSockets sockets;
  private final SocketLimits limits;
  private final BridgeMetrics metrics;
  private final long firstRequestMs;
  private final Map<HttpConnection, Long> silent = new LinkedHashMap<>();
  private final Set<HttpConnection> standing = new HashSet<>();

  SocketGuard(Vertx vertx, OpenSockets sockets, SocketLimits limits, BridgeMetrics metrics) {
    this(vertx, sockets, limits, metrics, FIRST_REQUEST_MS);
  }

  /** One of another patience. */
  SocketGuard(
      Vertx vertx,
      OpenSockets sockets,
      SocketLimits limits,
      BridgeMetrics metrics,
      long firstRequestMs) {
    this.vertx = vertx;
    this.sockets = sockets;
    this.limits = limits;
    this.metrics = metrics;
    this.firstRequestMs = firstRequestMs;
  }

  void opened(HttpConnection connection) {
    boolean counted = SocketInternals.onClosed(connection, () -> closed(connection));
    if (!counted) {
      connection.closeHandler(done -> spoke(connection));
    }
    int open = counted ? sockets.opened() : 0;
    SocketInternals.throttle(connection);
    if (open > limits.seats() && !oneGivesWay()) {
      metrics.refused("sockets");
      if (open > limits.seats() + limits.standing()) {
        connection.close();
        return;
      }
      standing.add(connection);
    }
    silent.put(connection, vertx.setTimer(firstRequestMs, id -> connection.close()));
  }

  /** Whether a request may be served; if not, it was answered. */
  boolean admits(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    spoke(connection);
    if (!standing.contains(connection)) {
      return true;
    }
    request.response().putHeader("Retry-After", "1").putHeader("Connection", "close");
    HttpErrors.send(
            request.response(), 503, "AT_CAPACITY", "all connections are taken; try again later")
        .onComplete(done -> connection.close());
    return false;
  }

  private void closed(HttpConnection connection) {
    sockets.closed();
    standing.remove(connection);
    spoke(connection);
  }

  /** The connection brought a whole request, or has ended. */
  private void spoke(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private boolean oneGivesWay() {
    Iterator<HttpConnection> oldest = silent.keySet().iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    HttpConnection connection = oldest.next();
    standing.remove(connection);
    spoke(connection);
    metrics.refused("sockets");
    connection.close();
    return true;
  }
}
