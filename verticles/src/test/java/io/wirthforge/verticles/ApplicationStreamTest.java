package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.verticles.model.TokenEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client written against WF-TECH-003 v1.0.0 gets from the whole application. */
class ApplicationStreamTest {

  private static final List<String> ORDER =
      List.of("startup_complete", "energy_update", "energy_field", "token_stream", "heartbeat");

  private AppRig app = null;

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void theFirstMessageIsStartupCompleteAndTellsTheModel() {
    app = AppRig.started(40);
    JsonNode first = app.connect().messages().get(0);
    assertThat(first.path("type").asText()).isEqualTo("startup_complete");
    assertThat(first.path("payload").path("model").asText()).isEqualTo("austen-1m");
    assertThat(first.path("payload").path("version").asText()).isEqualTo("1.0.0");
    assertThat(first.path("payload").path("frameRate").asInt()).isEqualTo(60);
    assertThat(first.path("payload").path("tier").asText()).isEqualTo(Tiers.detect().wireName());
  }

  @Test
  void theTextIsTheEnginesOwnToTheLastByteForTwoClients() {
    app = AppRig.started("max");
    StreamClient one = app.connect();
    StreamClient two = app.connect();
    String session = app.prompt("It is a truth universally", 300, 42);
    one.awaitEnd(session);
    two.awaitEnd(session);
    String expected = AppRig.engineText("It is a truth universally", 300, 42);
    assertThat(one.textOf(session)).isEqualTo(expected).isNotBlank();
    assertThat(two.textOf(session)).isEqualTo(expected);
    assertThat(one.endsOf(session)).isEqualTo(1);
    assertThat(one.violations()).isEmpty();
    assertThat(two.violations()).isEmpty();
  }

  @Test
  void everyFrameTellsEnergyOnceAndTheDeltasAddUp() {
    app = AppRig.started(200);
    StreamClient client = app.connect();
    BigDecimal baseline = total(client.ofType("energy_update").get(0));
    String session = app.prompt("The ball", 100, 1);
    client.awaitEnd(session);
    client.awaitFrames(30);
    List<JsonNode> updates = client.ofType("energy_update");
    BigDecimal sum = baseline;
    long frame = -1;
    long tokens = 0;
    for (JsonNode update : updates) {
      sum = sum.add(update.path("payload").path("deltaEnergy").decimalValue());
      assertThat(total(update)).isEqualByComparingTo(sum);
      assertThat(update.path("frameNumber").asLong()).isGreaterThan(frame);
      frame = update.path("frameNumber").asLong();
      tokens += update.path("payload").path("tokensGenerated").asLong();
    }
    assertThat(tokens).isEqualTo(100);
    assertThat(costOf(client, session)).isEqualByComparingTo(sum.subtract(baseline));
    assertThat(client.violations()).isEmpty();
  }

  private static BigDecimal total(JsonNode update) {
    return update.path("payload").path("totalEnergy").decimalValue();
  }

  private static BigDecimal costOf(StreamClient client, String session) {
    return client.payloadsOf(session).stream()
        .map(each -> each.path("energyCost").decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void theEventsOfAFrameShareATimeAndStandInOrder() {
    app = AppRig.started(200);
    StreamClient client = app.connect();
    String session = app.prompt("The ball", 100, 1);
    client.awaitEnd(session);
    List<JsonNode> messages =
        client.messages().stream()
            .filter(each -> !each.path("type").asText().equals("heartbeat"))
            .toList();
    for (int i = 1; i < messages.size(); i++) {
      long before = messages.get(i - 1).path("timestamp").asLong();
      long time = messages.get(i).path("timestamp").asLong();
      assertThat(time).isGreaterThanOrEqualTo(before);
      if (time == before && rank(messages.get(i)) > 0) {
        assertThat(rank(messages.get(i))).isGreaterThanOrEqualTo(rank(messages.get(i - 1)));
      }
    }
  }

  private static int rank(JsonNode event) {
    return ORDER.indexOf(event.path("type").asText());
  }

  @Test
  void aClientThatComesInMidTextGetsAllOfItAndNoCharacterTwice() {
    app = AppRig.started(150);
    StreamClient early = app.connect();
    String session = app.prompt("Mr. Darcy", 200, 7);
    Eventually.until("half a text", () -> early.textOf(session).length() > 150);
    StreamClient late = app.connect();
    early.awaitEnd(session);
    late.awaitEnd(session);
    String expected = AppRig.engineText("Mr. Darcy", 200, 7);
    assertThat(early.textOf(session)).isEqualTo(expected);
    assertThat(late.textOf(session)).isEqualTo(expected);
    assertThat(late.endsOf(session)).isEqualTo(1);
    assertThat(late.violations()).isEmpty();
  }

  @Test
  void aClientThatLeavesDoesNotStopTheText() {
    app = AppRig.started(150);
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 100, 3);
    Eventually.until("some text", () -> !client.textOf(session).isEmpty());
    client.abort();
    Eventually.until(
        "the end",
        () -> app.http.get("/metrics").body().contains("texts_ended_total{reason=\"length\"} 1.0"));
    JsonNode status = statusOf(session);
    assertThat(status.path("tokens").asLong()).isEqualTo(100);
    assertThat(status.path("state").asText()).isEqualTo("DRAINED");
  }

  private JsonNode statusOf(String session) {
    try {
      JsonNode all = JsonMappers.BACKEND.readTree(app.http.get("/decipher/status").body());
      for (JsonNode each : all.path("sessions")) {
        if (each.path("sessionId").asText().equals(session)) {
          return each;
        }
      }
      throw new AssertionError("no session in " + all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTextThatIsStoppedEndsOnce() {
    app = AppRig.started(150);
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 1_000_000, 3);
    Eventually.until("some text", () -> !client.textOf(session).isEmpty());
    assertThat(app.stop(session).status()).isEqualTo(202);
    client.awaitEnd(session);
    assertThat(app.stop(session).status()).isEqualTo(404);
    String text = client.textOf(session);
    client.awaitFrames(30);
    assertThat(client.textOf(session)).isEqualTo(text);
    assertThat(client.endsOf(session)).isEqualTo(1);
    assertThat(AppRig.engineText("Emma", 2_000, 3)).startsWith(text);
  }

  @Test
  void aTextThatTheServersOwnEndCutsIsNotToldToBeComplete() {
    app = AppRig.started(150);
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 1_000_000, 3);
    Eventually.until("some text", () -> !client.textOf(session).isEmpty());
    app.vertx.eventBus().publish(AppAddresses.STOPPING, "");
    assertThat(app.stop(session).status()).isEqualTo(202); // As the end of its model does.
    client.awaitFrames(30);
    assertThat(client.endsOf(session)).isZero();
  }

  @Test
  void aTextThatIsStoppedAtOnceStillEndsOnce() {
    app = AppRig.started("max");
    StreamClient client = app.connect();
    for (int i = 0; i < 20; i++) {
      String session = app.prompt("Emma", 1_000_000, i);
      app.stop(session);
      client.awaitEnd(session);
      assertThat(client.endsOf(session)).isEqualTo(1);
    }
    assertThat(client.violations()).isEmpty();
  }

  @Test
  void aTextThatBreaksOffEndsOnceAndSaysWhy() {
    app = AppRig.started(40);
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 1_000_000, 3);
    Eventually.until("some text", () -> !client.textOf(session).isEmpty());
    TokenEnd end =
        new TokenEnd(session, "austen-1m", TokenEnd.Reason.INCOMPLETE, 9, "it fell silent");
    app.vertx.eventBus().publish(AppAddresses.MODEL_END, end, LocalDelivery.BY_REFERENCE);
    client.awaitEnd(session);
    JsonNode error = Eventually.get("an error", () -> errorOf(client, "MODEL_INCOMPLETE"));
    assertThat(error.path("component").asText()).isEqualTo("model");
    assertThat(error.path("message").asText()).isEqualTo("it fell silent");
    assertThat(error.path("details").path("sessionId").asText()).isEqualTo(session);
    // The source goes on, as a broken one might: nobody hears of it.
    String text = client.textOf(session);
    client.awaitFrames(30);
    assertThat(client.textOf(session)).isEqualTo(text);
    assertThat(client.endsOf(session)).isEqualTo(1);
    assertThat(client.violations()).isEmpty();
  }

  private static @Nullable JsonNode errorOf(StreamClient client, String code) {
    return client.ofType("error_event").stream()
        .map(each -> each.path("payload"))
        .filter(each -> each.path("code").asText().equals(code))
        .findFirst()
        .orElse(null);
  }

  @Test
  void eightTextsAtOnceEachComeOutWhole() {
    app = AppRig.started("max");
    StreamClient client = app.connect();
    String[] sessions = new String[8];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = app.prompt("Chapter " + i, 120, i);
    }
    for (int i = 0; i < sessions.length; i++) {
      client.awaitEnd(sessions[i]);
      assertThat(client.textOf(sessions[i])).isEqualTo(AppRig.engineText("Chapter " + i, 120, i));
    }
  }
}
