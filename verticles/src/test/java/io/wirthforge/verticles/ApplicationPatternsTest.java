package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.eventbus.EventBus;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two models in the whole application: what a client sees of their interplay. */
class ApplicationPatternsTest {

  private static final List<String> MODELS = List.of("alpha", "beta");

  private final AtomicLong seq = new AtomicLong();
  private final Random random = new Random(4);
  private AppRig app;

  @BeforeEach
  void start() {
    app = AppRig.started(40);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void begin() {
    for (String model : MODELS) {
      TokenRequest request = new TokenRequest("s", model, "x", 1, 1, 10, List.of(), null);
      app.vertx
          .eventBus()
          .publish(AppAddresses.DECIPHER_PROMPT, request, LocalDelivery.BY_REFERENCE);
    }
    write();
  }

  /** Both models write a token at the same moment, again and again. */
  private void write() {
    EventBus bus = app.vertx.eventBus();
    long now = System.nanoTime();
    long number = seq.getAndIncrement();
    for (String model : MODELS) {
      TokenChunk chunk = new TokenChunk("s", model, number, "x", 1, null, List.of(), now);
      bus.publish(AppAddresses.MODEL_CHUNK, chunk, LocalDelivery.BY_REFERENCE);
    }
    app.vertx.setTimer(30 + random.nextInt(40), again -> write());
  }

  @Test
  void twoModelsInStepInterfereAndResonateAndAreRewarded() {
    StreamClient client = app.connect();
    assertThat(client.messages().get(0).at("/payload/capabilities").toString())
        .isEqualTo("[\"council\",\"visualization\"]");
    begin();
    Eventually.until("an interference", () -> !client.ofType("interference_event").isEmpty());
    Eventually.until("a resonance", () -> !client.ofType("resonance_event").isEmpty());
    JsonNode interference = client.ofType("interference_event").get(0).path("payload");
    assertThat(interference.path("models").toString()).isEqualTo("[\"alpha\",\"beta\"]");
    assertThat(interference.path("patternType").asText()).isEqualTo("constructive");
    JsonNode resonance = client.ofType("resonance_event").get(0).path("payload");
    assertThat(resonance.path("participants").toString()).isEqualTo("[\"alpha\",\"beta\"]");
    assertThat(resonance.path("resonanceType").asText()).isEqualTo("fundamental");
    Eventually.until(
        "the rewards",
        () ->
            client.ofType("reward_event").stream()
                .map(each -> each.at("/payload/title").asText())
                .toList()
                .containsAll(List.of("First spark", "First interference", "First resonance")));
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void theStatusTellsEachModelsStateAndFigures() {
    begin();
    Eventually.until(
        "both models flow",
        () -> {
          String status = app.http.get("/decipher/status").body();
          return status.contains("\"alpha\"")
              && status.contains("\"beta\"")
              && status.contains("\"certainty\":\"unknown\"")
              && (status.contains("FLOWING") || status.contains("SATURATED"));
        });
    for (String model : MODELS) {
      TokenEnd end = new TokenEnd("s", model, TokenEnd.Reason.STOP, 9, null);
      app.vertx.eventBus().publish(AppAddresses.MODEL_END, end, LocalDelivery.BY_REFERENCE);
    }
    Eventually.until(
        "both have ended",
        () -> app.http.get("/decipher/status").body().split("DRAINED", -1).length == 3);
  }
}
