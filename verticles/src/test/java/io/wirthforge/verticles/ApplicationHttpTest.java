package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.SchemaDocument;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes beside the socket, in the whole application. */
class ApplicationHttpTest {

  private static AppRig app;

  @BeforeAll
  static void start() {
    app = AppRig.started(40);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static HttpProbe.Reply get(String path) {
    HttpProbe.Reply reply = app.http.get(path);
    assertThat(reply.status()).as(path).isEqualTo(200);
    return reply;
  }

  @Test
  void modelsAreListedUnderTheirSlugs() {
    HttpProbe.Reply reply = get("/models");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    JsonObject model = reply.json().getJsonArray("models").getJsonObject(0);
    assertThat(reply.json().getString("active")).isEqualTo("austen-1m");
    assertThat(model.fieldNames())
        .containsExactlyInAnyOrder("id", "name", "source", "state", "certainty", "detail");
    assertThat(model.getString("id")).isEqualTo("austen-1m");
    assertThat(model.getString("source")).isEqualTo("embedded");
  }

  @Test
  void decipherTellsWhereASessionStandsAndNoText() {
    String session = app.prompt("Elinor Dashwood", 1_000, 11);
    Eventually.until("a flow", () -> statusOf(session).getLong("tokens") > 5);
    JsonObject status = statusOf(session);
    assertThat(status.fieldNames())
        .containsExactlyInAnyOrder(
            "sessionId",
            "modelId",
            "state",
            "gapMs",
            "tokensPerSecond",
            "certainty",
            "energy",
            "energyUnits",
            "tokens");
    assertThat(status.getDouble("energy")).isBetween(0.0, 1.0);
    assertThat(status.getDouble("certainty")).isBetween(0.0, 1.0);
    app.stop(session);
  }

  private static JsonObject statusOf(String session) {
    return get("/decipher/status").json().getJsonArray("sessions").stream()
        .map(JsonObject.class::cast)
        .filter(each -> session.equals(each.getString("sessionId")))
        .findFirst()
        .orElse(new JsonObject().put("tokens", 0));
  }

  @Test
  void healthIsUp() {
    assertThat(get("/health/live").json()).isEqualTo(new JsonObject().put("status", "UP"));
    assertThat(get("/health/ready").json()).isEqualTo(new JsonObject().put("status", "UP"));
  }

  @Test
  void metricsAreInTheTextFormatOfPrometheus() {
    HttpProbe.Reply reply = get("/metrics");
    assertThat(reply.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(reply.body()).contains("# TYPE wirthforge_", "# HELP wirthforge_");
    assertThat(reply.body().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? [-+0-9.eENaInf]+"));
  }

  @Test
  void promptsAndStopsAreCountedEachByItself() {
    double before = count("wirthforge_prompts_total{status=\"202\"}");
    String session = app.prompt("Emma", 1_000, 1);
    app.stop(session);
    assertThat(count("wirthforge_prompts_total{status=\"202\"}")).isEqualTo(before + 1);
  }

  private static double count(String meter) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(meter))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @ParameterizedTest
  @EnumSource(SchemaDocument.class)
  void everySchemaIsServedAsItIsShipped(SchemaDocument document) {
    HttpProbe.Reply reply = get("/schemas/" + document.fileName());
    assertThat(reply.body()).isEqualTo(document.text());
    assertThat(reply.header("Content-Type")).startsWith("application/schema+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page.js",
        "/models",
        "/decipher/status",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/schemas/events.v1.schema.json",
        "/nothing/here"
      })
  void noAnswerIsStored(String path) {
    assertThat(app.http.get(path).header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/models", "/metrics", "/schemas/events.v1.schema.json", "/nothing/here"})
  void everyAnswerKeepsPagesInTheirPlace(String path) {
    HttpProbe.Reply reply = app.http.get(path);
    assertThat(reply.header("Content-Security-Policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self';",
            "connect-src 'self' ws://127.0.0.1:" + app.port,
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'")
        .doesNotContain("unsafe", "*");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(reply.headers().map()).doesNotContainKeys("server", "access-control-allow-origin");
  }

  @Test
  void thePageIsThereWithEverythingItNames() {
    HttpProbe.Reply page = get("/");
    assertThat(page.header("Content-Type")).startsWith("text/html").contains("UTF-8");
    assertThat(page.body()).contains("<!doctype html>").doesNotContain("<script>", "onclick=");
    assertThat(get("/index.html").body()).isEqualTo(page.body());
    var named = Pattern.compile("(?:src|href)=\"([^\"#:]+)\"").matcher(page.body());
    int files = 0;
    while (named.find()) {
      get("/" + named.group(1).replaceFirst("^\\.?/", ""));
      files++;
    }
    assertThat(files).isGreaterThan(2);
    assertThat(get("/page.js").header("Content-Type")).startsWith("text/javascript");
    assertThat(get("/page.css").header("Content-Type")).startsWith("text/css");
    assertThat(get("/favicon.svg").header("Content-Type")).startsWith("image/svg+xml");
  }

  @Test
  void headAnswersWithHeadersAlone() {
    HttpProbe.Reply head = app.http.send("HEAD", "/", null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Security-Policy")).isNotEmpty();
    assertThat(app.http.send("HEAD", "/nothing", null).status()).isEqualTo(404);
  }

  @Test
  void compileIsAnotherNameOfPrompt() {
    HttpProbe.Reply reply = app.http.post("/compile", "{\"prompt\":\"Emma\"}");
    assertThat(reply.status()).isEqualTo(202);
    app.stop(reply.json().getString("sessionId"));
  }
}
