package io.wirthforge.verticles.http;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wirthforge.bridge.HttpErrors;
import io.wirthforge.schemas.AsyncApi;
import io.wirthforge.verticles.AppAddresses;
import io.wirthforge.verticles.AppMetrics;

/** The routes by which it is seen how the server fares: meters in both formats, and health. */
final class ObservingRoutes {

  private static final String JSON = "application/json; charset=utf-8";

  private ObservingRoutes() {}

  static void mount(Router router, Vertx vertx, AppMetrics metrics) {
    String messages = AsyncApi.text();
    router.get("/metrics").handler(ctx -> prometheus(ctx, metrics));
    router.get("/api/metrics").handler(ctx -> json(ctx, metrics));
    router.get("/health").handler(ctx -> health(ctx, vertx));
    router
        .get("/schemas/" + AsyncApi.FILE_NAME)
        .handler(ctx -> ctx.response().putHeader("Content-Type", JSON).end(messages));
  }

  private static void prometheus(RoutingContext ctx, AppMetrics metrics) {
    if (metrics.isEnabled()) {
      ctx.response()
          .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
          .end(metrics.scrape());
    } else {
      off(ctx);
    }
  }

  private static void json(RoutingContext ctx, AppMetrics metrics) {
    if (metrics.isEnabled()) {
      String body = MetersJson.of(metrics.registry()).encode();
      ctx.response().putHeader("Content-Type", JSON).end(body);
    } else {
      off(ctx);
    }
  }

  private static void off(RoutingContext ctx) {
    HttpErrors.send(
        ctx.response(), 404, "METRICS_OFF", "metrics.enabled is false", new JsonObject());
  }

  private static void health(RoutingContext ctx, Vertx vertx) {
    vertx
        .eventBus()
        .<JsonObject>request(AppAddresses.HEALTH, null)
        .map(Message::body)
        .otherwise(failure -> new JsonObject().put("status", "DOWN").put("reason", "no answer"))
        .onSuccess(
            body ->
                ctx.response()
                    .setStatusCode("DOWN".equals(body.getString("status")) ? 503 : 200)
                    .putHeader("Content-Type", JSON)
                    .end(body.encode()));
  }
}
