package io.wirthforge.bridge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A request for a WebSocket, as an {@link Authorizer} sees it.
 *
 * @param http with its headers, cookies and query
 * @param routing where the bridge is a route, with all that handlers before it found out
 */
public record ConnectRequest(HttpServerRequest http, @Nullable RoutingContext routing) {

  /** The user whom an authentication handler of the route found, if there is one. */
  public @Nullable User user() {
    return routing == null ? null : routing.user();
  }

  /** Names nothing of the request, which may hold secrets. */
  @Override
  public String toString() {
    return "ConnectRequest";
  }
}
