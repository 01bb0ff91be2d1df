package io.wirthforge.verticles;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.server.Change;
import io.wirthforge.verticles.model.server.ModelServer;
import io.wirthforge.verticles.model.server.ServerModels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stream says about models: how texts ended, and what becomes of servers. */
final class ModelEvents {

  private ModelEvents() {}

  /** Why a text ended; null where it ended as it should. */
  static @Nullable Event of(TokenEnd end) {
    boolean isFailure =
        end.reason() == TokenEnd.Reason.ERROR || end.reason() == TokenEnd.Reason.INCOMPLETE;
    boolean isStopped = end.reason() == TokenEnd.Reason.CANCELLED;
    if (!isFailure && !isStopped) {
      return null;
    }
    String words = isStopped ? "the text was stopped" : "the model's text broke off";
    return error(
        isStopped ? Severity.INFO : Severity.ERROR,
        "MODEL_" + end.reason(),
        end.message() == null ? words : end.message(),
        Map.of("sessionId", end.sessionId(), "modelId", end.modelId()));
  }

  /** What became of a server; null where people need not hear of it. */
  static @Nullable Event of(ModelServer server, Change change, String activeWords) {
    return switch (change.kind()) {
      case NONE, LISTED -> null;
      case LOST -> lost(server, change.words(), activeWords);
      case LOADED -> there("MODEL_LOADED", server, change, activeWords);
      case RECOVERED -> there("MODEL_RECOVERED", server, change, activeWords);
    };
  }

  /** A server can't write, for now. */
  static Event lost(ModelServer server, String words, String activeWords) {
    boolean isLoading = server.isLoading();
    return error(
        isLoading ? Severity.INFO : Severity.ERROR,
        isLoading ? "MODEL_LOADING" : "MODEL_LOST",
        title(server) + " " + words + "; active is " + activeWords,
        details(server));
  }

  /** What a server is called. */
  static String title(ModelServer server) {
    ServerModels models = server.models();
    return models == null ? "the model server at " + server.url() : models.detail();
  }

  private static Event there(String code, ModelServer server, Change change, String activeWords) {
    String message = title(server) + " " + change.words() + "; active is " + activeWords;
    return error(Severity.INFO, code, message, details(server));
  }

  private static Map<String, ?> details(ModelServer server) {
    ServerModels models = server.models();
    return new JsonObject()
        .put("url", server.url())
        .put("models", models == null ? 0 : models.slugs().size())
        .getMap();
  }

  private static Event error(
      Severity severity, String code, String message, Map<String, ?> details) {
    return EventCatalog.error(severity, code, message, "model", details, true);
  }
}
