package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * The end of connections that open and then ask for nothing, or never finish asking, for which
 * Vert.x has no limit. Belongs to one event loop.
 */
final class FirstRequestDeadlines {

  static final long LIMIT_MS = 5000;

  private final Vertx vertx;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  FirstRequestDeadlines(Vertx vertx) {
    this.vertx = vertx;
  }

  void opened(HttpConnection connection) {
    long timer =
        vertx.setTimer(
            LIMIT_MS,
            id -> {
              timers.remove(connection);
              connection.close();
            });
    timers.put(connection, timer);
    connection.closeHandler(done -> asked(connection));
  }

  /** The connection brought a whole request, or has ended. */
  void asked(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
