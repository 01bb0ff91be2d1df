package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Answers that refuse a request: JSON with a code, a message, and details. */
public final class HttpErrors {

  private HttpErrors() {}

  /**
   * Ends a response with an error.
   *
   * @param code what a program can act on, such as {@code NOT_READY}
   * @param message what a person can act on
   * @param details more for a program, possibly empty; never what the client sent
   */
  public static Future<Void> send(
      HttpServerResponse response, int status, String code, String message, JsonObject details) {
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(
            new JsonObject()
                .put("code", code)
                .put("message", message)
                .put("details", details)
                .encode());
  }

  /** Refuses a request for good, with one answer for every reason, and ends its connection. */
  static void forbid(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    send(request.response(), 403, "FORBIDDEN", "this server is not for you")
        .onComplete(done -> request.connection().close()); // The header alone does not.
    request.resume();
  }

  static Future<Void> send(HttpServerResponse response, int status, String code, String message) {
    return send(response, status, code, message, new JsonObject());
  }
}
