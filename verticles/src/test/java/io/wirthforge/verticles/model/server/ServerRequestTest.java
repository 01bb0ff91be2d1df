package io.wirthforge.verticles.model.server;

import static io.wirthforge.verticles.model.server.ServerRig.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server is asked, as it sees it. */
class ServerRequestTest {

  private static WireDouble.Request sent(String dialect, TokenRequest request) {
    try (ServerRig rig = new ServerRig(dialect)) {
      rig.peer.play(dialect + "-plain");
      rig.start(request);
      rig.awaitEnd();
      assertThat(rig.peer.texts()).hasSize(1);
      WireDouble.Request sent = rig.peer.texts().get(0);
      String host = rig.peer.url().substring("http://".length());
      assertThat(sent.head().split("\r\n"))
          .filteredOn(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
          .singleElement()
          .satisfies(line -> assertThat(line).endsWithIgnoringCase(" " + host));
      return sent;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ollama, POST /api/generate",
    "llamacpp, POST /completion",
    "openai, POST /v1/chat/completions",
  })
  void theRequestIsOneThatLeavesNoTraceAndAsksForAStream(String dialect, String line) {
    WireDouble.Request sent = sent(dialect, ServerRig.request("s"));
    assertThat(sent.line()).isEqualTo(line);
    assertThat(sent.head()).containsIgnoringCase("content-type: application/json");
    assertThat(sent.head())
        .doesNotContainIgnoringCase("x-conversation-id")
        .doesNotContainIgnoringCase("cookie")
        .doesNotContain("\"s\"", CANARY);
    assertThat(sent.json().getBoolean("stream")).isTrue();
  }

  @Test
  void ollamaIsAskedInItsWords() {
    assertThat(sent("ollama", ServerRig.request("s")).json())
        .isEqualTo(
            new JsonObject()
                .put("model", "double:1b")
                .put("prompt", CANARY + " \"said\"")
                .put("stream", true)
                .put("logprobs", true)
                .put("top_logprobs", 5)
                .put("options", choice("num_predict")));
  }

  @Test
  void llamaCppIsAskedInItsWords() {
    assertThat(sent("llamacpp", ServerRig.request("s")).json())
        .isEqualTo(
            choice("n_predict")
                .put("prompt", CANARY + " \"said\"")
                .put("stream", true)
                .put("n_probs", 5));
  }

  @Test
  void serversInOpenAiStyleAreAskedInTheirWords() {
    JsonObject message = new JsonObject().put("role", "user").put("content", CANARY + " \"said\"");
    assertThat(sent("openai", ServerRig.request("s")).json())
        .isEqualTo(
            choice("max_tokens")
                .put("model", "double:1b")
                .put("messages", new JsonArray().add(message))
                .put("stream", true)
                .put("stream_options", new JsonObject().put("include_usage", true))
                .put("logprobs", true)
                .put("top_logprobs", 5));
  }

  private static JsonObject choice(String maxTokens) {
    return new JsonObject()
        .put("temperature", 0.5)
        .put("top_p", 0.9)
        .put(maxTokens, 1_000)
        .put("stop", new JsonArray().add("stop"))
        .put("seed", 7);
  }

  @ParameterizedTest
  @CsvSource({"ollama", "llamacpp", "openai"})
  void whatWasNotAskedForIsLeftOutAndWhatUtf8CannotHoldIsReplaced(String dialect) {
    TokenRequest request =
        new TokenRequest("s", ServerRig.MODEL, "\uD800 größe", 1, 1, 5, List.of(), null);
    String body = sent(dialect, request).body();
    assertThat(body).contains("\uFFFD größe").doesNotContain("\"stop\"", "\"seed\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'', /v1/chat/completions, /v1/models",
    "/v1, /v1/chat/completions, /v1/models",
    "/api/v1, /api/v1/chat/completions, /api/v1/models",
    "/api, /api/v1/chat/completions, /api/v1/models",
  })
  void aUrlInOpenAiStyleMayHaveItsVersionOrNot(String path, String text, String models) {
    ServerUrl url = new ServerUrl("127.0.0.1", 1, path);
    OpenAiDialect dialect = new OpenAiDialect();
    assertThat(dialect.textPath(url)).isEqualTo(text);
    assertThat(dialect.modelsPath(url)).isEqualTo(models);
  }

  @Test
  void whetherAServerTellsProbabilitiesIsKnownAfterItsFirstText() {
    for (String name : List.of("plain yes", "no-logprobs no", "error-400 unknown")) {
      String script = name.substring(0, name.indexOf(' '));
      try (ServerRig rig = new ServerRig("openai")) {
        assertThat(rig.models.infos().get(0).certainty()).isEqualTo("unknown");
        rig.write(WireScript.named("openai-" + script));
        assertThat(rig.models.infos().get(0).certainty())
            .isEqualTo(name.substring(name.indexOf(' ') + 1));
      }
    }
  }
}
