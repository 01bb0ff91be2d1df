package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wirthforge.verticles.FreePort;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session recorded and replayed from the command line. */
class JarRecordingIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void aSessionIsRecordedUntilSigtermAndReplaysToTheSameText() throws Exception {
    Path file = directory.resolve("session.jsonl");
    String session;
    String text;
    try (RunningJar jar =
        RunningJar.start(
            directory, "record", "--out", "session.jsonl", "--text", "-conf", conf())) {
      URI url = jar.awaitUrl();
      StreamReader reader = StreamReader.connect(url);
      String prompt = "{\"prompt\":\"Emma\",\"parameters\":{\"seed\":7,\"max_tokens\":20}}";
      session = JSON.readTree(jar.post(url, "/prompt", prompt).body()).get("sessionId").asText();
      reader.await(event -> event.path("payload").path("isComplete").asBoolean());
      text = reader.text(session);
      jar.terminate();
      jar.awaitExit();
    }
    assertThat(Files.readString(file).lines().reduce((a, b) -> b).orElseThrow())
        .contains("\"line\":\"end\"", "\"lost\":0", "\"closed\"");

    try (RunningJar jar =
        RunningJar.start(directory, "replay", "session.jsonl", "--speed", "5", "-conf", conf())) {
      StreamReader reader = StreamReader.connect(jar.awaitUrl());
      reader.await(event -> event.path("payload").path("isComplete").asBoolean());
      assertThat(reader.text(session)).isEqualTo(text).isNotEmpty();
    }
  }

  @Test
  void aRecordingThatTurnsOutBrokenEndsTheProcessWithTwo() throws Exception {
    Path golden = Path.of("../bridge/src/test/resources/golden/recording.jsonl");
    Files.writeString(
        directory.resolve("broken.jsonl"),
        Files.readString(golden).replace("\"line\":\"end\"", "\"line\":\"ende\""));
    try (RunningJar jar = RunningJar.start(directory, "replay", "broken.jsonl", "-conf", conf())) {
      assertThat(jar.awaitExit()).isEqualTo(2);
      assertThat(jar.err().strip())
          .startsWith("replay: broken.jsonl, line ")
          .contains("of an unknown kind")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replay gone.jsonl               | there is no file gone.jsonl",
        "replay conf.json                | conf.json is no recording of WIRTHFORGE: make one",
        "replay conf.json --speed 11     | speed must be 0.1 to 10, was 11.0",
        "replay conf.json --speed 0      | speed must be 0.1 to 10, was 0.0",
        "record --out conf.json          | conf.json exists already: name another file",
        "record --out no/where.jsonl     | there is no directory",
        "record                          | --out=FILE",
      })
  void whatCannotBeIsRefusedInOneLineWithTwo(String arguments, String words) throws Exception {
    Files.writeString(directory.resolve("conf.json"), conf());
    try (RunningJar jar = RunningJar.start(directory, arguments.split(" +"))) {
      assertThat(jar.awaitExit()).isEqualTo(2);
      assertThat(jar.err().strip()).contains(words).hasLineCount(1);
    }
  }

  private String conf() throws Exception {
    return "{\"port\":"
        + FreePort.any()
        + ",\"auth\":\"none\",\"rewards\":{\"file\":null},"
        + "\"model\":{\"source\":\"embedded\"}}";
  }
}
