package io.wirthforge.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.wirthforge.bridge.ClasspathFiles;
import io.wirthforge.bridge.FrameBridge;
import io.wirthforge.bridge.HttpErrors;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.schemas.SchemaDocument;
import io.wirthforge.verticles.Answer;
import io.wirthforge.verticles.AppAddresses;
import io.wirthforge.verticles.AppMetrics;
import io.wirthforge.verticles.Readiness;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes beside the socket: prompts, models, health, metrics, schemas, and the page. */
public final class HttpApi {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.http");
  private static final int MAX_BODY_BYTES = 128 * 1024;
  private static final String JSON = "application/json; charset=utf-8";

  private final Vertx vertx;
  private final BooleanSupplier isReady;
  private final Readiness readiness;

  private HttpApi(Vertx vertx, BooleanSupplier isReady, Readiness readiness) {
    this.vertx = vertx;
    this.isReady = isReady;
    this.readiness = readiness;
  }

  /**
   * The routes on the calling event loop.
   *
   * @param isReady whether clients are let in
   * @param readiness says what is waited for meanwhile
   */
  public static Router router(
      Vertx vertx, BooleanSupplier isReady, Readiness readiness, AppMetrics metrics) {
    HttpApi api = new HttpApi(vertx, isReady, readiness);
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::put);
    router.post("/prompt").handler(body()).handler(ctx -> api.ask(ctx, AppAddresses.PROMPT));
    router.post("/compile").handler(body()).handler(ctx -> api.ask(ctx, AppAddresses.PROMPT));
    router.post("/stop").handler(body()).handler(ctx -> api.ask(ctx, AppAddresses.STOP));
    router.get("/models").handler(ctx -> api.show(ctx, AppAddresses.MODELS));
    router.get("/decipher/status").handler(ctx -> api.show(ctx, AppAddresses.DECIPHER_STATUS));
    router.get("/health/live").handler(ctx -> send(ctx, 200, new JsonObject().put("status", "UP")));
    router.get("/health/ready").handler(api::ready);
    ObservingRoutes.mount(router, vertx, metrics);
    for (SchemaDocument document : SchemaDocument.values()) {
      String text = document.text();
      router.get("/schemas/" + document.fileName()).handler(ctx -> schema(ctx, text));
    }
    router.route("/client/*").handler(FrameBridge.client());
    router
        .route()
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(ClasspathFiles.of("io/wirthforge/verticles/web", "index.html"));
    router.route().failureHandler(HttpApi::failed);
    router.route().handler(ctx -> refuse(ctx, 404, codeOf(404), wordsFor(404)));
    for (int status : new int[] {400, 404, 405}) {
      router.errorHandler(status, ctx -> refuse(ctx, status, codeOf(status), wordsFor(status)));
    }
    return router;
  }

  private static BodyHandler body() {
    return BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
  }

  private void ask(RoutingContext ctx, String address) {
    JsonObject body = parse(ctx);
    if (body == null) {
      refuse(ctx, 400, "INVALID_REQUEST", "the body is not a JSON object");
      return;
    }
    vertx
        .eventBus()
        .<JsonObject>request(address, body)
        .map(Message::body)
        .map(Answer::of)
        .onSuccess(answer -> send(ctx, answer.status(), answer.body()))
        .onFailure(failure -> unavailable(ctx));
  }

  private void show(RoutingContext ctx, String address) {
    vertx
        .eventBus()
        .<JsonObject>request(address, null)
        .onSuccess(message -> send(ctx, 200, message.body()))
        .onFailure(failure -> unavailable(ctx));
  }

  private void ready(RoutingContext ctx) {
    boolean ready = isReady.getAsBoolean() && readiness.stage() != Readiness.Stage.STOPPING;
    JsonObject body = new JsonObject().put("status", ready ? "UP" : "DOWN");
    if (!ready) {
      body.put("reason", readiness.reason()).put("stage", readiness.stage().name());
    }
    send(ctx, ready ? 200 : 503, body);
  }

  private static void schema(RoutingContext ctx, String text) {
    ctx.response().putHeader("Content-Type", "application/schema+json").end(text);
  }

  private static @Nullable JsonObject parse(RoutingContext ctx) {
    Buffer body = ctx.body().buffer();
    JsonNode tree = body == null ? null : JsonMappers.readHttpBody(body.getBytes());
    return tree == null || !tree.isObject() ? null : new JsonObject(tree.toString());
  }

  private static void failed(RoutingContext ctx) {
    int status = ctx.statusCode();
    if (status < 0 || status >= 500) {
      LOG.error("a request failed", ctx.failure());
      refuse(ctx, 500, "INTERNAL", "the server failed; its log says why");
    } else {
      refuse(ctx, status, codeOf(status), wordsFor(status));
    }
  }

  private static void unavailable(RoutingContext ctx) {
    refuse(ctx, 503, "NOT_READY", "the server is starting; try again in a second");
  }

  private static void send(RoutingContext ctx, int status, JsonObject body) {
    ctx.response().setStatusCode(status).putHeader("Content-Type", JSON).end(body.encode());
  }

  private static void refuse(RoutingContext ctx, int status, String code, String message) {
    HttpServerResponse response = ctx.response();
    if (!response.ended()) {
      HttpErrors.send(response, status, code, message, new JsonObject());
    }
  }

  private static String codeOf(int status) {
    return switch (status) {
      case 404 -> "NOT_FOUND";
      case 405 -> "METHOD_NOT_ALLOWED";
      case 413 -> "BODY_TOO_LARGE";
      default -> "INVALID_REQUEST";
    };
  }

  private static String wordsFor(int status) {
    return switch (status) {
      case 404 -> "there is nothing here";
      case 405 -> "this path does not take that method";
      case 413 -> "the body is over " + MAX_BODY_BYTES + " bytes";
      default -> "the request can't be understood";
    };
  }
}
