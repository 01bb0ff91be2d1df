package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.wirthforge.schemas.EventCatalog;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bridge on one event loop: gate, upgrades, and the loop's clients. */
final class BridgeDoor {

  private final RequestGate gate;
  private final AccessToken token;
  private final BridgeLoop loop;
  private final UpgradeHandler upgrades;
  private final BridgeMetrics metrics;
  private final Vertx vertx;
  private final boolean asksForToken;
  private final WrongTokens wrongTokens = new WrongTokens(System.nanoTime());

  /** Opens the door on the calling context, which must be an event loop. */
  BridgeDoor(
      Vertx vertx,
      FrameBridgeOptions options,
      EventCatalog catalog,
      BridgeMetrics metrics,
      AccessToken token,
      Supplier<@Nullable Authorizer> authorizer) {
    this(vertx, options, catalog, metrics, token, authorizer, LinkOptions.of(options));
  }

  /** Opens it with links of other patience. */
  BridgeDoor(
      Vertx vertx,
      FrameBridgeOptions options,
      EventCatalog catalog,
      BridgeMetrics metrics,
      AccessToken token,
      Supplier<@Nullable Authorizer> authorizer,
      LinkOptions linkOptions) {
    this.gate = new RequestGate(vertx, options, token);
    this.token = token;
    this.loop = new BridgeLoop(vertx, options, catalog, metrics, linkOptions);
    this.upgrades =
        new UpgradeHandler(
            loop,
            metrics,
            new Authorization(
                vertx, authorizer, catalog.channels(), options.authorizationTimeoutMs(), metrics),
            new UpgradeQueue(vertx));
    this.metrics = metrics;
    this.vertx = vertx;
    this.asksForToken = options.auth() == AuthMode.TOKEN;
  }

  boolean isReady() {
    return loop.isReady();
  }

  /**
   * Lets a request pass to a handler, paused, or refuses it with one answer for every reason. A
   * request that was resumed may have been read to its end, and can't be upgraded any more.
   */
  void guard(HttpServerRequest request, Handler<HttpServerRequest> passed) {
    request.pause();
    gate.check(request)
        .onSuccess(
            refusal -> {
              if (admitWithToken(request, refusal)) {
                return;
              }
              if (refusal == null) {
                passed.handle(request);
              } else {
                refuse(request, refusal);
              }
            })
        .onFailure(failure -> refuse(request, RequestGate.Refusal.IDENTITY));
  }

  /** Looks after a request that may become a WebSocket here, before anything else is done. */
  static void expect(HttpServerRequest request) {
    if (UpgradeHandler.isUpgrade(request)) {
      SocketInternals.watch(request);
    }
  }

  /** Runs an action once the loop knows the stream, or has learned that there is none. */
  void whenSeeded(Runnable action) {
    loop.whenSeeded(action);
  }

  /** Takes a paused request for the WebSocket path, and where it was routed, if it was. */
  void upgrade(HttpServerRequest request, @Nullable RoutingContext routing) {
    upgrades.handle(request, routing);
  }

  Future<Void> close() {
    return loop.close();
  }

  /** The printed URL bears the token once; from then on a cookie does. */
  private boolean admitWithToken(HttpServerRequest request, RequestGate.@Nullable Refusal refusal) {
    boolean ours = refusal == null || refusal == RequestGate.Refusal.IDENTITY;
    String cookie = ours && "/".equals(request.path()) ? token.cookieFor(request) : null;
    if (cookie == null) {
      return false;
    }
    request
        .response()
        .setStatusCode(303)
        .putHeader("Set-Cookie", cookie)
        .putHeader("Location", "/")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .end();
    request.resume();
    return true;
  }

  private void refuse(HttpServerRequest request, RequestGate.Refusal refusal) {
    metrics.refused(refusal.name().toLowerCase(Locale.ROOT));
    if (asksForToken && refusal == RequestGate.Refusal.IDENTITY) {
      refuseToken(request);
    } else {
      HttpErrors.forbid(request);
    }
  }

  /** Whoever tries many tokens waits; a right one never comes here. */
  private void refuseToken(HttpServerRequest request) {
    switch (wrongTokens.next(System.nanoTime())) {
      case AT_ONCE -> HttpErrors.forbid(request);
      case LATE -> vertx.setTimer(WrongTokens.DELAY_MS, id -> refuseLate(request));
      case NONE -> request.connection().close();
    }
  }

  private void refuseLate(HttpServerRequest request) {
    wrongTokens.answered();
    if (!request.response().closed()) {
      HttpErrors.forbid(request);
    }
  }
}
