package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.Replay;
import io.wirthforge.bridge.ReplayOptions;
import io.wirthforge.schemas.RecordingLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of the application, recorded by configuration and played to clients. */
class ApplicationReplayTest {

  private static final String CANARY = "Kanarienvogel";

  @TempDir Path directory;

  @Test
  void aReplayedSessionSaysWhatTheSessionSaid() throws Exception {
    Path file = directory.resolve("session.jsonl");
    String session;
    String text;
    try (AppRig app = AppRig.startedWith(settings(file, true))) {
      StreamClient client = app.connect();
      session = app.prompt("Emma", 12, 7);
      client.awaitEnd(session);
      text = client.textOf(session);
    }
    assertThat(header(file).program()).isEqualTo("wirthforge 1.0.0");

    List<String> broken = new CopyOnWriteArrayList<>();
    try (Playing playing = Playing.start(file, broken)) {
      StreamClient client = StreamClient.connect(playing.port);
      client.awaitEnd(session);
      assertThat(client.textOf(session)).isEqualTo(text);
      assertThat(client.messages().get(0).path("type").asText()).isEqualTo("startup_complete");
      assertThat(client.violations()).isEmpty();
      client.abort();

      assertThat(playing.http.get("/health").status()).isEqualTo(200);
      assertThat(playing.http.get("/models").body()).contains("\"replay\"", "session.jsonl");
      assertThat(playing.http.get("/decipher/status").status()).isEqualTo(200);
      HttpProbe.Reply refused = playing.http.post("/prompt", "{\"prompt\":\"Emma\"}");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().getString("code")).isEqualTo("REPLAY");
      assertThat(playing.http.get("/").body()).contains("<html");
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void neitherPromptNorTextIsInARecordingThatWasNotAskedForText() throws Exception {
    Path file = directory.resolve("session.jsonl");
    String text;
    try (AppRig app = AppRig.startedWith(settings(file, false))) {
      StreamClient client = app.connect();
      String session = app.prompt(CANARY + " said to Mrs. Bennet", 40, 5);
      client.awaitEnd(session);
      text = client.textOf(session);
    }
    String recorded = Files.readString(file);
    assertThat(recorded).doesNotContain(CANARY).contains("\"token_stream\"", "\"text\":false");
    for (String word : text.split("\\W+")) {
      if (word.length() > 6) {
        assertThat(recorded).doesNotContain(word);
      }
    }
  }

  @Test
  void aPromptIsInNoRecordingAtAll() throws Exception {
    Path file = directory.resolve("session.jsonl");
    try (AppRig app = AppRig.startedWith(settings(file, true))) {
      app.connect().awaitEnd(app.prompt(CANARY, 5, 5));
    }
    assertThat(Files.readString(file)).doesNotContain(CANARY);
  }

  @Test
  void aLineThatCantBeIsToldAfterWhatCameBefore() throws Exception {
    Path file = directory.resolve("session.jsonl");
    try (AppRig app = AppRig.startedWith(settings(file, false))) {
      app.connect().awaitEnd(app.prompt("Emma", 3, 7));
    }
    Files.writeString(
        file, Files.readString(file).replace("\"line\":\"end\"", "\"line\":\"ende\""));

    List<String> broken = new CopyOnWriteArrayList<>();
    try (Playing playing = Playing.start(file, broken)) {
      Eventually.until("the complaint", () -> !broken.isEmpty());
      assertThat(playing.http.get("/health/live").status()).isEqualTo(200);
    }
    assertThat(broken)
        .singleElement()
        .asString()
        .contains(file + ", line ", "of an unknown kind \"ende\"");
  }

  private static JsonObject settings(Path file, boolean text) {
    return new JsonObject()
        .put("model", new JsonObject().put("tokensPerSecond", "max"))
        .put("record", new JsonObject().put("file", file.toString()).put("text", text));
  }

  private static RecordingLine.Header header(Path file) {
    try (Replay replay = Replay.open(file)) {
      return replay.header();
    }
  }

  /** A server that plays a file. */
  private record Playing(Vertx vertx, int port, HttpProbe http) implements AutoCloseable {

    static Playing start(Path file, List<String> broken) {
      Vertx vertx = Vertx.vertx();
      int port = FreePort.any();
      ReplayServerVerticle server =
          new ReplayServerVerticle(
              AppMetrics.create(true),
              file,
              header(file),
              new ReplayOptions(2, false),
              broken::add);
      JsonObject config = new JsonObject().put("port", port).put("auth", "none");
      Eventually.done(vertx.deployVerticle(server, new DeploymentOptions().setConfig(config)));
      HttpProbe http = new HttpProbe(port);
      Eventually.until("readiness", () -> http.get("/health/ready").status() == 200);
      return new Playing(vertx, port, http);
    }

    @Override
    public void close() {
      Eventually.done(vertx.close());
    }
  }
}
