package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.AsyncApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the whole application shows how it fares. */
class ApplicationObservedTest {

  private static AppRig app;

  @BeforeAll
  static void start() {
    app = AppRig.started(40);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void healthTellsEachCheck() {
    Eventually.until("frames", () -> checks().size() == 5);
    assertThat(checks())
        .extracting(each -> each.getString("name"))
        .containsExactly("start", "ticks", "loop", "door", "model");
    JsonObject model = checks().get(4);
    assertThat(model).isEqualTo(new JsonObject().put("name", "model").put("status", "UP"));
  }

  private static List<JsonObject> checks() {
    return app.http.get("/health").json().getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  @Test
  void metersAreJsonToo() {
    StreamClient client = app.connect();
    String session = app.prompt("Emma", 10, 3);
    client.awaitEnd(session);
    Eventually.until("tokens", () -> meter("wirthforge.tokens").getDouble("count", 0.0) >= 10);
    assertThat(meter("wirthforge.tokens").getJsonObject("labels").getString("model"))
        .isEqualTo("austen-1m");
    assertThat(meter("wirthforge.energy").getDouble("count")).isPositive();
    JsonObject tick = meter("wirthforge.tick.duration");
    assertThat(tick.getString("unit")).isEqualTo("seconds");
    assertThat(tick.getDouble("p50")).isPositive().isLessThanOrEqualTo(tick.getDouble("p99"));
    assertThat(tick.getString("description")).isNotBlank();
  }

  private static JsonObject meter(String name) {
    return app.http.get("/api/metrics").json().getJsonArray("meters").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElse(new JsonObject());
  }

  @Test
  void theProcessIsMeasuredToo() {
    assertThat(app.http.get("/metrics").body())
        .contains("jvm_memory_used_bytes{", "process_cpu_usage ", "process_files_open_files ");
  }

  @Test
  void theMessagesAreServedForTools() {
    assertThat(app.http.get("/schemas/asyncapi.json").body()).isEqualTo(AsyncApi.text());
  }

  @Test
  void switchedOffNothingIsMeasuredAndThatIsSaid() {
    try (AppRig off = AppRig.startedWith(new JsonObject().put("metrics", disabled()))) {
      HttpProbe.Reply reply = off.http.get("/metrics");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.json().getString("code")).isEqualTo("METRICS_OFF");
      assertThat(off.http.get("/api/metrics").status()).isEqualTo(404);
      off.connect();
      Eventually.until("health", () -> off.http.get("/health").status() == 200);
    }
  }

  private static JsonObject disabled() {
    return new JsonObject().put("enabled", false);
  }
}
