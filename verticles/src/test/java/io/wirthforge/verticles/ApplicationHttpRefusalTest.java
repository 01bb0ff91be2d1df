package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application refuses over HTTP: {code, message, details}, and nothing from inside. */
class ApplicationHttpRefusalTest {

  private static final String CANARY = "Kanarienvogel";
  private static AppRig app;

  @BeforeAll
  static void start() {
    app = AppRig.started(40);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static void assertRefused(HttpProbe.Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    JsonObject body = reply.json();
    assertThat(body.fieldNames()).containsExactlyInAnyOrder("code", "message", "details");
    assertThat(body.getString("code")).isEqualTo(code);
    assertThat(body.getString("message")).isNotBlank();
    assertThat(body.getJsonObject("details")).isNotNull();
    assertThat(reply.body())
        .doesNotContain(
            CANARY, "Exception", "io.vertx", "jackson", "java.", "\tat ", "io.wirthforge");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBodies")
  void aBodyThatIsNoRequestIsRefused(String name, byte[] body, int status, String code) {
    for (String path : new String[] {"/prompt", "/compile", "/stop"}) {
      assertRefused(app.http.send("POST", path, body), status, code);
    }
  }

  static Stream<Arguments> badBodies() {
    String long128k = "{\"prompt\":\"" + "x".repeat(128 * 1024) + "\"}";
    return Stream.of(
        bad("empty", ""),
        bad("blank", "  \n"),
        bad("no JSON", "prompt=" + CANARY),
        bad("half of one", "{\"prompt\":\"" + CANARY),
        bad("an array", "[{\"prompt\":\"" + CANARY + "\"}]"),
        bad("a string", "\"" + CANARY + "\""),
        bad("null", "null"),
        bad("a number", "5"),
        bad("two objects", "{\"prompt\":\"a\"} {\"prompt\":\"" + CANARY + "\"}"),
        bad("doubled keys", "{\"prompt\":\"a\",\"prompt\":\"" + CANARY + "\"}"),
        bad("doubled inner keys", "{\"prompt\":\"a\",\"parameters\":{\"seed\":1,\"seed\":2}}"),
        bad("single quotes", "{'prompt':'" + CANARY + "'}"),
        bad("a comment", "{/*" + CANARY + "*/}"),
        bad("NaN", "{\"prompt\":\"a\",\"parameters\":{\"temperature\":NaN}}"),
        bad(
            "a huge number",
            "{\"prompt\":\"a\",\"parameters\":{\"seed\":" + "9".repeat(9_000) + "}}"),
        bad("a huge exponent", "{\"prompt\":\"a\",\"parameters\":{\"seed\":1e9999999999}}"),
        bad("a long key", "{\"" + CANARY.repeat(1_000) + "\":1}"),
        bad("deep arrays", "[".repeat(60_000)),
        bad("deep objects", "{\"a\":".repeat(20_000)),
        bad("deep and closed", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
        bad("a wrong member", "{\"prompt\":5,\"sessionId\":5}"),
        Arguments.of(
            "bad UTF-8",
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            400,
            "INVALID_REQUEST"),
        Arguments.of("a byte too many", bytes(long128k), 413, "BODY_TOO_LARGE"),
        Arguments.of("ten megabytes", new byte[10 << 20], 413, "BODY_TOO_LARGE"));
  }

  private static Arguments bad(String name, String body) {
    return Arguments.of(name, bytes(body), 400, "INVALID_REQUEST");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLargeBodyWithoutAnnouncedLengthIsRefusedToo() {
    assertRefused(app.http.sendChunked("/prompt", new byte[1 << 20]), 413, "BODY_TOO_LARGE");
  }

  @Test
  void theServerIsWellAfterwards() {
    assertThat(app.http.get("/health/ready").status()).isEqualTo(200);
    String session = app.prompt("Emma", 5, 1);
    assertThat(session).startsWith("s-");
  }

  @ParameterizedTest
  @CsvSource({
    "{\"prompt\":\"\"}, 400, INVALID_REQUEST",
    "'{\"prompt\":\"x\",\"models\":[\"nobody\"]}', 404, UNKNOWN_MODEL",
    "'{\"prompt\":\"x\",\"parameters\":{\"temperature\":3}}', 400, INVALID_REQUEST",
  })
  void aPromptThatBreaksARuleIsRefusedByTheDesk(String body, int status, String code) {
    assertRefused(app.http.post("/prompt", body), status, code);
  }

  @Test
  void aStopOfNobodysSessionIsRefused() {
    assertRefused(
        app.http.post("/stop", "{\"sessionId\":\"" + CANARY + "\"}"), 404, "UNKNOWN_SESSION");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/nothing/" + CANARY,
        "/web/index.html",
        "/conf/wirthforge.json",
        "/model/bpe1024.bin",
        "/META-INF/MANIFEST.MF",
        "/io/wirthforge/verticles/Launcher.class",
        "/schemas/",
        "/schemas/nothing.json",
        "/schemas/../conf",
        "/healthy",
        "/ws/more",
        "/.hidden",
      })
  void anUnknownPathIsNotFound(String path) {
    assertRefused(app.http.get(path), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fconf/wirthforge.json",
        "/../../../../etc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..%5c..%5cconf%5cwirthforge.json",
        "/..\\..\\conf\\wirthforge.json",
        "/%252e%252e/conf/wirthforge.json",
        "/..;/conf/wirthforge.json",
        "/web/%2e%2e/conf/wirthforge.json",
        "//etc/passwd",
        "/%00",
        "/index.html%00.js",
        "/%c0%ae%c0%ae/conf/wirthforge.json",
        "/page.js/../../conf/wirthforge.json",
        "/file:///etc/passwd",
        "/%",
        "/%zz",
      })
  void aPathThatClimbsLeadsNowhere(String path) {
    String answer = app.http.raw("GET " + path + " HTTP/1.1", "127.0.0.1");
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).doesNotContain("root:", "\"host\"", "tokensPerSecond", "Exception");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n"))).contains("\"code\":");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /",
    "POST, /models",
    "POST, /metrics",
    "PUT, /prompt",
    "DELETE, /prompt",
    "GET, /prompt",
    "GET, /stop",
    "PATCH, /models",
    "DELETE, /index.html",
    "OPTIONS, /prompt",
    "TRACE, /models",
    "BREW, /models",
  })
  void aMethodThatAPathDoesNotTakeIsRefused(String method, String path) {
    String answer = app.http.raw(method + " " + path + " HTTP/1.1", "127.0.0.1");
    assertThat(answer).containsPattern("^HTTP/1.1 40[45] ");
    assertThat(answer).contains("\"code\":");
  }

  @Test
  void whoAsksForAnotherHostOrComesFromAnotherPageIsRefused() {
    String answer = app.http.raw("GET /models HTTP/1.1", "evil.example");
    assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("austen");
    byte[] body = bytes("{\"prompt\":\"x\"}");
    for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1"}) {
      assertRefused(app.http.send("POST", "/prompt", body, "Origin", origin), 403, "FORBIDDEN");
    }
    String own = "http://127.0.0.1:" + app.port;
    assertThat(app.http.send("POST", "/stop", bytes("{}"), "Origin", own).status()).isEqualTo(400);
  }
}
