package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.server.WireScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What people ask and models say is in the stream alone: in no log, meter, status or error. */
class ApplicationPrivacyTest {

  private static final String CANARY = "Kanarienvogel";
  private static final int SNIPPET = 12;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<Appender<ILoggingEvent>> muted = new ArrayList<>();
  private Level level = Level.ERROR;

  @BeforeEach
  void listen() {
    level = root.getLevel();
    root.iteratorForAppenders().forEachRemaining(muted::add);
    muted.forEach(root::detachAppender);
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void restore() {
    root.setLevel(level);
    root.detachAppender(log);
    muted.forEach(root::addAppender);
  }

  @Test
  void aPromptAndItsTextAreNowhereButInTheStream() {
    List<String> answers = new ArrayList<>();
    String text;
    try (AppRig app = AppRig.started("max")) {
      StreamClient client = app.connect();
      client.send("{\"type\":\"" + CANARY + "\",\"text\":\"" + CANARY + "\"}");
      client.send(CANARY);
      String session = app.prompt(CANARY + " said to Mrs. Bennet", 200, 5);
      client.awaitEnd(session);
      text = client.textOf(session);
      answers.addAll(badRequests(app));
      answers.add(app.http.get("/metrics").body());
      answers.add(app.http.get("/decipher/status").body());
      answers.add(app.http.get("/models").body());
      client.ofType("error_event").forEach(each -> answers.add(each.toString()));
      client.ofType("energy_update").forEach(each -> answers.add(each.toString()));
    }
    assertThat(text).hasSizeGreaterThan(200);
    assertThat(answers).hasSizeGreaterThan(10);
    answers.forEach(each -> assertClean(each, text));
    List<ILoggingEvent> logged = List.copyOf(log.list);
    assertThat(logged).anyMatch(each -> each.getLevel() == Level.TRACE);
    assertThat(logged).anyMatch(each -> each.getFormattedMessage().contains("LENGTH, 200 tokens"));
    logged.forEach(each -> assertClean(whole(each), text));
  }

  @Test
  void aServerThatQuotesWhatItWasAskedIsNotQuoted() {
    List<String> told = new ArrayList<>();
    WireScript quoting =
        new WireScript(
            "quoting",
            "ollama",
            200,
            "application/x-ndjson",
            List.of(
                new WireScript.Step("send", "{\"response\":\"Kanarienvogel, again\"}\\n"),
                new WireScript.Step("send", "{\"error\":\"no: Kanarienvogel said to\"}\\n"),
                new WireScript.Step("end", "")),
            List.of(),
            new JsonObject());
    try (ServerAppRig rig = new ServerAppRig()) {
      AppRig app = rig.start();
      rig.ollama.play(quoting, WireScript.named("ollama-broken"));
      StreamClient client = app.connect();
      for (int i = 0; i < 2; i++) {
        client.awaitEnd(app.prompt(CANARY + " said to Mrs. Bennet", 200, 5));
      }
      client.awaitError("MODEL_ERROR");
      client.awaitError("MODEL_INCOMPLETE");
      client.ofType("error_event").forEach(each -> told.add(each.toString()));
      told.add(app.http.get("/metrics").body());
      told.add(app.http.get("/models").body());
      assertThat(rig.ollama.texts()).allMatch(each -> each.body().contains(CANARY));
    }
    log.list.forEach(each -> told.add(whole(each)));
    assertThat(told).hasSizeGreaterThan(10);
    told.forEach(each -> assertThat(each).doesNotContainIgnoringCase(CANARY));
  }

  private static List<String> badRequests(AppRig app) {
    return List.of(
        app.http.post("/prompt", CANARY).body(),
        app.http.post("/prompt", "{\"prompt\":\"" + CANARY.repeat(1_000) + "\"}").body(),
        app.http.post("/prompt", "{\"prompt\":\"x\",\"models\":[\"" + CANARY + "\"]}").body(),
        app.http.post("/prompt", "{\"prompt\":\"x\",\"user\":\"" + CANARY + "\"}").body(),
        app.http.post("/prompt", "{\"prompt\":\"" + CANARY.repeat(20_000) + "\"}").body(),
        app.http.post("/stop", "{\"sessionId\":\"" + CANARY + "\"}").body());
  }

  private static void assertClean(String line, String text) {
    assertThat(line).doesNotContainIgnoringCase(CANARY);
    for (int i = 0; i + SNIPPET <= text.length(); i++) {
      String snippet = text.substring(i, i + SNIPPET);
      if (line.contains(snippet)) {
        throw new AssertionError("\"" + snippet + "\" is in: " + line);
      }
    }
  }

  private static String whole(ILoggingEvent event) {
    String failure =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    return event.getLoggerName() + " " + event.getFormattedMessage() + " " + failure;
  }
}
