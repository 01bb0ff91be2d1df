package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.server.WireScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several models of several sources at once, and sessions that are bounded, queued and stopped. */
class ApplicationCouncilTest {

  private static final String[] FOUR = {"qwen3-0-6b", "gemma-gguf", "hf-co-x-y", "austen-1m"};

  private final ServerAppRig rig = new ServerAppRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void fourModelsOfFourSourcesWriteOneSessionEachItsOwnStream() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-cut-characters");
    rig.llamaCpp.play("llamacpp-merged-tokens");
    rig.openAi.play("openai-thinking");
    StreamClient client = app.connect();
    String session = app.council(20, FOUR);
    client.awaitEnds(session, 4);
    assertThat(client.textOf(session, "qwen3-0-6b"))
        .isEqualTo(WireScript.named("ollama-cut-characters").text());
    assertThat(client.textOf(session, "gemma-gguf"))
        .isEqualTo(WireScript.named("llamacpp-merged-tokens").text());
    assertThat(client.textOf(session, "hf-co-x-y"))
        .isEqualTo(WireScript.named("openai-thinking").text());
    assertThat(client.textOf(session, "austen-1m")).isNotBlank();
    assertThat(client.endsOf(session)).isEqualTo(4);
    assertThat(client.ofType("error_event")).isEmpty();
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void oneThatFailsEndsNoOther() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-error-midway");
    rig.llamaCpp.play("llamacpp-broken");
    rig.openAi.play("openai-burst");
    StreamClient client = app.connect();
    String session = app.council(30, FOUR);
    client.awaitEnds(session, 4);
    assertThat(client.textOf(session, "hf-co-x-y"))
        .isEqualTo(WireScript.named("openai-burst").text());
    assertThat(client.textOf(session, "qwen3-0-6b")).isEqualTo("so far");
    assertThat(client.textOf(session, "gemma-gguf")).isEqualTo("and then");
    client.awaitError("MODEL_ERROR");
    client.awaitError("MODEL_INCOMPLETE");
    JsonNode error = client.errors("MODEL_ERROR").get(0);
    assertThat(error.at("/details/modelId").asText()).isEqualTo("qwen3-0-6b");
    assertThat(error.at("/details/sessionId").asText()).isEqualTo(session);
    assertThat(error.path("message").asText()).contains("out of memory");
    assertThat(client.endsOf(session)).isEqualTo(4);
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void aStopReachesEveryServerOfTheSessionAndSaysSo() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-hold");
    rig.llamaCpp.play("llamacpp-hold-silent");
    StreamClient client = app.connect();
    String session = app.council(1_000, "qwen3-0-6b", "gemma-gguf", "austen-1m");
    Eventually.until("text", () -> client.textOf(session, "qwen3-0-6b").equals("on and on"));
    Eventually.until("a request", () -> rig.llamaCpp.texts().size() == 1);
    assertThat(app.stop(session).status()).isEqualTo(202);
    Eventually.until(
        "the closes", () -> rig.ollama.textsClosed() == 1 && rig.llamaCpp.textsClosed() == 1);
    client.awaitEnds(session, 3);
    Eventually.until("the reasons", () -> client.errors("MODEL_CANCELLED").size() == 3);
    assertThat(client.errors("MODEL_CANCELLED"))
        .allMatch(each -> each.path("severity").asText().equals("info"));
    assertThat(client.endsOf(session)).isEqualTo(3);
  }

  @Test
  void aBrowserThatLeavesStopsNothing() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-hold");
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 1_000, 1);
    Eventually.until("text", () -> client.textOf(session).equals("on and on"));
    client.abort();
    StreamClient second = app.connect();
    Eventually.until("the text so far", () -> second.textOf(session).equals("on and on"));
    second.awaitFrames(30);
    assertThat(rig.ollama.textsClosed()).isZero();
    assertThat(second.endsOf(session)).isZero();
    app.stop(session);
    second.awaitEnd(session);
  }

  @Test
  void whoFindsNoPlaceWaitsAndWhoFindsNoQueueIsToldSo() {
    AppRig app = rig.sessions(1, 1).start();
    rig.ollama.play("ollama-hold", "ollama-plain");
    StreamClient client = app.connect();
    String first = app.prompt("Emma", 1_000, 1);
    HttpProbe.Reply waiting = app.http.post("/prompt", "{\"prompt\":\"Emma\"}");
    assertThat(waiting.status()).isEqualTo(202);
    assertThat(waiting.json().getInteger("position")).isEqualTo(1);
    HttpProbe.Reply refused = app.http.post("/prompt", "{\"prompt\":\"Emma\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().getString("message")).contains("1 texts", "1 wait");
    Eventually.until("text", () -> !client.textOf(first).isEmpty());
    app.stop(first);
    String second = waiting.json().getString("sessionId");
    client.awaitEnd(second);
    assertThat(client.textOf(second)).isEqualTo(WireScript.named("ollama-plain").text());
  }

  @Test
  void aWaitingPromptThatIsStoppedEndsOnceWithoutATry() {
    AppRig app = rig.sessions(1, 1).start();
    rig.ollama.play("ollama-hold");
    StreamClient client = app.connect();
    String first = app.prompt("Emma", 1_000, 1);
    String second = app.prompt("Emma", 1_000, 1);
    Eventually.until("a request", () -> rig.ollama.texts().size() == 1);
    assertThat(app.stop(second).status()).isEqualTo(202);
    client.awaitEnd(second);
    app.stop(first);
    client.awaitEnd(first);
    assertThat(rig.ollama.texts()).hasSize(1);
    assertThat(client.endsOf(second)).isEqualTo(1);
    assertThat(client.errors("MODEL_CANCELLED")).hasSize(2);
  }

  @Test
  void aThousandPromptsAreAllAnsweredAndEachSessionEndsOnce() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-plain");
    StreamClient client = app.connect();
    List<String> sessions = new ArrayList<>();
    int refused = 0;
    String body = new JsonObject().put("prompt", "Emma").encode();
    for (int i = 0; i < 1_000; i++) {
      HttpProbe.Reply reply = app.http.post("/prompt", body);
      assertThat(reply.status()).isIn(202, 429);
      if (reply.status() == 202) {
        sessions.add(reply.json().getString("sessionId"));
      } else {
        refused++;
      }
    }
    assertThat(sessions.size() + refused).isEqualTo(1_000);
    for (String session : sessions) {
      client.awaitEnd(session);
      assertThat(client.endsOf(session)).isEqualTo(1);
      assertThat(client.textOf(session)).isEqualTo(WireScript.named("ollama-plain").text());
    }
    assertThat(app.http.get("/health/ready").status()).isEqualTo(200);
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void aBurstOfTwoHundredTokensComesOutWhole() {
    AppRig app = rig.start();
    rig.ollama.play("ollama-burst");
    StreamClient client = app.connect();
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sessions.add(app.prompt("Emma", 1_000, i));
    }
    for (String session : sessions) {
      client.awaitEnd(session);
      assertThat(client.textOf(session)).isEqualTo(WireScript.named("ollama-burst").text());
    }
  }
}
