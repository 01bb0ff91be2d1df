package io.wirthforge.verticles;

import io.vertx.core.json.JsonObject;

/**
 * An answer to a request, as HTTP and the event bus give it.
 *
 * @param status the HTTP status
 * @param body what was asked for, or {@code {code, message, details}}
 */
public record Answer(int status, JsonObject body) {

  static Answer accepted(JsonObject body) {
    return new Answer(202, body);
  }

  static Answer refused(int status, String code, String message) {
    return refused(status, code, message, new JsonObject());
  }

  static Answer refused(int status, String code, String message, JsonObject details) {
    return new Answer(
        status, new JsonObject().put("code", code).put("message", message).put("details", details));
  }

  /** The answer as a message's body. */
  public JsonObject toJson() {
    return new JsonObject().put("status", status).put("body", body);
  }

  /** The answer in a message's body. */
  public static Answer of(JsonObject json) {
    return new Answer(json.getInteger("status"), json.getJsonObject("body"));
  }
}
