package io.wirthforge.bridge;

import io.vertx.core.Future;

/**
 * The application's word on who may see what; asked once for each WebSocket, before its upgrade.
 *
 * <p>Where there is one, nothing is permitted that it did not permit: a client is refused with 403
 * if it permits nothing, fails, throws, or has not answered in {@link
 * FrameBridgeOptions#authorizationTimeoutMs()}.
 */
@FunctionalInterface
public interface Authorizer {

  /**
   * What a client may see.
   *
   * @param request passed the gate: its host, its origin and its identity are right
   * @return may complete on any thread
   */
  Future<Permission> authorize(ConnectRequest request);
}
