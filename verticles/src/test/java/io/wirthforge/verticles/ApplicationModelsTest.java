package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.verticles.model.server.WireScript;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which models there are, which is active, and what the stream says when that changes. */
class ApplicationModelsTest {

  private final ServerAppRig rig = new ServerAppRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static List<JsonObject> models(AppRig app) {
    return app.http.get("/models").json().getJsonArray("models").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static JsonObject model(AppRig app, String id) {
    return models(app).stream()
        .filter(each -> id.equals(each.getString("id")))
        .findFirst()
        .orElseThrow();
  }

  private static String active(AppRig app) {
    return app.http.get("/models").json().getString("active");
  }

  @Test
  void allModelsOfAllSourcesAreListedAndTheFirstOfTheMainServerIsActive() {
    AppRig app = rig.start();
    assertThat(active(app)).isEqualTo("qwen3-0-6b");
    assertThat(models(app))
        .extracting(
            each -> each.getString("id"),
            each -> each.getString("name"),
            each -> each.getString("source"),
            each -> each.getString("state"),
            each -> each.getString("certainty"))
        .containsExactly(
            row("austen-1m", "austen-1m", "embedded", "yes"),
            row("qwen3-0-6b", "qwen3:0.6b", "ollama", "unknown"),
            row("phi3-5", "phi3.5", "ollama", "unknown"),
            row("gemma-gguf", "gemma.gguf", "llamacpp", "unknown"),
            row("hf-co-x-y", "hf.co/x/y", "openai", "unknown"));
    StreamClient client = app.connect();
    assertThat(client.messages().get(0).path("payload").path("model").asText())
        .isEqualTo("qwen3-0-6b");
    assertThat(client.ofType("energy_update").get(0).path("payload").path("modelId").asText())
        .isEqualTo("qwen3-0-6b");
  }

  private static org.assertj.core.groups.Tuple row(
      String id, String name, String source, String certainty) {
    return org.assertj.core.groups.Tuple.tuple(id, name, source, "ready", certainty);
  }

  @Test
  void aNameMakesAnotherModelActive() {
    AppRig app =
        rig.start(
            new JsonObject()
                .put("source", "ollama")
                .put("url", rig.ollama.url())
                .put("name", "phi3.5"));
    assertThat(active(app)).isEqualTo("phi3-5");
    rig.ollama.play("ollama-plain");
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 10, 1);
    client.awaitEnd(session);
    assertThat(rig.ollama.texts().get(0).json().getString("model")).isEqualTo("phi3.5");
    assertThat(model(app, "phi3-5").getString("certainty")).isEqualTo("yes");
  }

  @Test
  void aNameThatNoServerHasEndsTheStartInOneLine() {
    JsonObject model =
        new JsonObject().put("source", "ollama").put("url", rig.ollama.url()).put("name", "x");
    assertThatThrownBy(() -> rig.start(model))
        .hasRootCauseInstanceOf(StartFailure.class)
        .hasStackTraceContaining(
            "\"model.name\" \"x\" is not there; there is austen-1m, qwen3:0.6b, phi3.5");
  }

  @Test
  void autoFindsOutWhatTheServerAtAnAddressSpeaks() {
    AppRig app = rig.start(new JsonObject().put("url", rig.openAi.url() + "/v1"));
    assertThat(active(app)).isEqualTo("hf-co-x-y");
    rig.openAi.play("openai-plain");
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 10, 1);
    client.awaitEnd(session);
    assertThat(client.textOf(session)).isEqualTo(WireScript.named("openai-plain").text());
  }

  @Test
  void aServerThatIsNotThereHoldsNothingUpAndIsActiveWhenItComes() {
    rig.ollama.down();
    AppRig app = rig.start(new JsonObject().put("source", "ollama").put("url", rig.ollama.url()));
    assertThat(active(app)).isEqualTo("austen-1m");
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 5, 1);
    client.awaitEnd(session);
    assertThat(client.textOf(session)).isNotBlank();
    rig.ollama.up();
    client.awaitError("MODEL_RECOVERED");
    JsonNode told = client.errors("MODEL_RECOVERED").get(0);
    assertThat(told.path("severity").asText()).isEqualTo("info");
    assertThat(told.path("component").asText()).isEqualTo("model");
    assertThat(told.path("message").asText()).contains("Ollama at", "is there now", "qwen3:0.6b");
    assertThat(active(app)).isEqualTo("qwen3-0-6b");
    rig.ollama.play("ollama-plain");
    String second = app.prompt("Emma", 10, 1);
    client.awaitEnd(second);
    assertThat(client.textOf(second)).isEqualTo(WireScript.named("ollama-plain").text());
    Eventually.until(
        "idle energy of the active model",
        () ->
            client.ofType("energy_update").stream()
                .anyMatch(each -> each.at("/payload/modelId").asText().equals("qwen3-0-6b")));
    assertThat(client.ofType("startup_complete")).hasSize(1);
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void aServerThatDiesInAMiddleIsLostAtOnceAndRecoversByItself() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-hold");
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 1_000, 1);
    Eventually.until("text", () -> client.textOf(session).equals("on and on"));
    rig.ollama.down();
    client.awaitEnd(session);
    client.awaitError("MODEL_INCOMPLETE");
    client.awaitError("MODEL_LOST");
    JsonNode lost = client.errors("MODEL_LOST").get(0);
    assertThat(lost.path("recoverable").asBoolean()).isTrue();
    assertThat(lost.path("message").asText()).contains("Ollama at", "answers to nobody");
    assertThat(model(app, "qwen3-0-6b").getString("state")).isEqualTo("lost");
    assertThat(client.endsOf(session)).isEqualTo(1);
    rig.ollama.play("ollama-plain").up();
    client.awaitError("MODEL_RECOVERED");
    assertThat(model(app, "qwen3-0-6b").getString("state")).isEqualTo("ready");
    String second = app.prompt("Emma", 10, 1);
    client.awaitEnd(second);
    assertThat(client.textOf(second)).isEqualTo(WireScript.named("ollama-plain").text());
    assertThat(client.errors("MODEL_LOST")).hasSize(1);
    assertThat(client.ofType("startup_complete")).hasSize(1);
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void aPortWhereSomethingElseAnswersIsSaidSoAndTheEmbeddedModelWrites() {
    List<ErrorEvent.Payload> told = new CopyOnWriteArrayList<>();
    AppRig app =
        rig.start(new JsonObject().put("source", "ollama").put("url", rig.openAi.url()), told);
    assertThat(active(app)).isEqualTo("austen-1m");
    Eventually.until("MODEL_LOST", () -> !told.isEmpty());
    assertThat(told.get(0).code()).isEqualTo("MODEL_LOST");
    assertThat(told.get(0).message())
        .contains("the model server at " + rig.openAi.url(), "no model server", "austen-1m");
    JsonObject missing = app.http.get("/models").json().getJsonArray("missing").getJsonObject(0);
    assertThat(missing.getString("url")).isEqualTo(rig.openAi.url());
    assertThat(missing.getString("reason")).contains("no model server");
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 5, 1);
    client.awaitEnd(session);
  }
}
