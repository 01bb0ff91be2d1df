package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.DocumentValidator;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.schemas.SchemaDocument;
import io.wirthforge.schemas.Violation;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes prompts and stops: checks them, opens sessions, hands them on. Plain state, one thread.
 *
 * <p>An answer never repeats what was asked.
 */
final class PromptDesk {

  private static final DocumentValidator PROMPT = SchemaDocument.HTTP.definition("promptRequest");
  private static final DocumentValidator STOP = SchemaDocument.HTTP.definition("stopRequest");
  private static final double DEFAULT_TEMPERATURE = 0.8;
  private static final double DEFAULT_TOP_P = 0.95;
  private static final int DEFAULT_MAX_TOKENS = 400;

  /** What becomes of prompts and stops that were taken. */
  interface Hands {

    /** Starts a text. */
    void begin(TokenRequest request);

    /** Stops the texts of a session. */
    void cancel(String sessionId);

    /** Ends a text that was stopped before it began. */
    void drop(TokenRequest request);
  }

  private final Sessions sessions;
  private final PromptQueue queue;
  private final Hands hands;
  private @Nullable String defaultModel;
  private Set<String> models = Set.of();

  /** A desk that refuses until it is opened. */
  PromptDesk(Sessions sessions, PromptQueue queue, Hands hands) {
    this.sessions = sessions;
    this.queue = queue;
    this.hands = hands;
  }

  /** From now on prompts to these models are taken. */
  void open(Set<String> modelIds, String defaultModelId) {
    models = Set.copyOf(modelIds);
    defaultModel = defaultModelId;
  }

  /** Takes a prompt. */
  Answer prompt(JsonObject json) {
    JsonNode body = tree(json);
    List<Violation> violations = PROMPT.validate(body);
    if (!violations.isEmpty()) {
      return invalid(violations);
    }
    String usual = defaultModel;
    if (usual == null) {
      return Answer.refused(503, "NOT_READY", "the model is still loading; try again in a second");
    }
    List<String> wanted = modelsOf(body, usual);
    if (!models.containsAll(wanted)) {
      return Answer.refused(
          404, "UNKNOWN_MODEL", "no such model; GET /models lists those there are");
    }
    if (sessions.isFull() && queue.isFull()) {
      return full();
    }
    String sessionId = Sessions.newId();
    List<TokenRequest> requests = new ArrayList<>();
    wanted.forEach(model -> requests.add(request(sessionId, model, body)));
    JsonObject accepted =
        new JsonObject()
            .put("sessionId", sessionId)
            .put("models", new JsonArray(new ArrayList<>(wanted)));
    if (sessions.isFull()) {
      accepted.put("position", queue.add(requests));
    } else {
      begin(requests);
    }
    return Answer.accepted(accepted);
  }

  /** A model's text is complete; if it was a session's last, the next session begins. */
  void ended(String sessionId, String modelId) {
    sessions.ended(sessionId, modelId);
    while (!sessions.isFull()) {
      List<TokenRequest> next = queue.next();
      if (next == null) {
        return;
      }
      begin(next);
    }
  }

  private void begin(List<TokenRequest> requests) {
    sessions.open(
        requests.get(0).sessionId(), requests.stream().map(TokenRequest::modelId).toList());
    requests.forEach(hands::begin);
  }

  private Answer full() {
    String waiting = queue.size() == 0 ? "" : " and " + queue.size() + " wait";
    return Answer.refused(
        429,
        "SESSIONS_FULL",
        sessions.max() + " texts are being written" + waiting + "; stop one or try again later");
  }

  /** Takes a stop. */
  Answer stop(JsonObject json) {
    JsonNode body = tree(json);
    List<Violation> violations = STOP.validate(body);
    if (!violations.isEmpty()) {
      return invalid(violations);
    }
    String sessionId = body.get("sessionId").textValue();
    List<TokenRequest> waiting = queue.remove(sessionId);
    if (waiting != null) {
      waiting.forEach(hands::drop);
      return Answer.accepted(new JsonObject().put("sessionId", sessionId));
    }
    if (!sessions.isOpen(sessionId)) {
      return Answer.refused(404, "UNKNOWN_SESSION", "no such session is being written");
    }
    hands.cancel(sessionId);
    return Answer.accepted(new JsonObject().put("sessionId", sessionId));
  }

  private static List<String> modelsOf(JsonNode body, String usual) {
    if (!body.has("models")) {
      return List.of(usual);
    }
    List<String> wanted = new ArrayList<>();
    body.get("models").forEach(model -> wanted.add(model.textValue()));
    return wanted;
  }

  private static TokenRequest request(String sessionId, String modelId, JsonNode body) {
    JsonNode parameters = body.path("parameters");
    List<String> stop = new ArrayList<>();
    parameters.path("stop").forEach(each -> stop.add(each.textValue()));
    return new TokenRequest(
        sessionId,
        modelId,
        body.get("prompt").textValue(),
        parameters.path("temperature").asDouble(DEFAULT_TEMPERATURE),
        parameters.path("top_p").asDouble(DEFAULT_TOP_P),
        (int) Math.min(Integer.MAX_VALUE, parameters.path("max_tokens").asLong(DEFAULT_MAX_TOKENS)),
        stop,
        parameters.has("seed") ? parameters.get("seed").asLong() : null);
  }

  private static Answer invalid(List<Violation> violations) {
    JsonArray list = new JsonArray();
    violations.forEach(
        each ->
            list.add(
                new JsonObject()
                    .put("pointer", each.pointer())
                    .put("rule", each.rule())
                    .put("expected", each.expected())
                    .put("found", each.valueKind())));
    return Answer.refused(
        400,
        "INVALID_REQUEST",
        violations.get(0).toString(),
        new JsonObject().put("violations", list));
  }

  private static JsonNode tree(JsonObject json) {
    try {
      JsonNode tree = JsonMappers.readHttpBody(json.toBuffer().getBytes());
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (EncodeException notJson) { // From the bus: HTTP brings nothing else.
      return MissingNode.getInstance();
    }
  }
}
