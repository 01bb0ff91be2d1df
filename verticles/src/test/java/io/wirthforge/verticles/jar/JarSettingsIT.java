package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.Eventually;
import io.wirthforge.verticles.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set on the command line has its effect, or ends the start in one line. */
class JarSettingsIT {

  @TempDir Path directory;

  @Test
  void aSeedThatIsSetInAFileOrInlineMakesTheSameText() throws Exception {
    String text =
        new JsonObject()
            .put("port", FreePort.any())
            .put("auth", "none")
            .put(
                "model",
                new JsonObject()
                    .put("source", "embedded")
                    .put("tokensPerSecond", 300)
                    .put("seed", 5))
            .encode();
    Files.writeString(directory.resolve("my conf.json"), text);
    String first = "";
    for (String conf : List.of("my conf.json", text)) {
      try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
        String written = textOf(jar, awaitReady(jar));
        assertThat(first).isIn("", written);
        first = written;
      }
    }
    assertThat(first).isNotBlank();
  }

  private static String textOf(RunningJar jar, URI url) throws Exception {
    StreamReader reader = StreamReader.connect(url);
    String body = "{\"prompt\":\"Emma\",\"parameters\":{\"max_tokens\":30}}";
    String session = new JsonObject(jar.post(url, "/prompt", body).body()).getString("sessionId");
    reader.await(event -> event.path("payload").path("isComplete").asBoolean());
    return reader.text(session);
  }

  private static URI awaitReady(RunningJar jar) throws Exception {
    URI url = jar.awaitUrl();
    Eventually.until("readiness", () -> statusOf(jar, url) == 200);
    return url;
  }

  private static int statusOf(RunningJar jar, URI url) {
    try {
      return jar.get(url, "/health/ready").statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theLogGoesWhereItIsTold() throws Exception {
    String conf = "{\"port\":0,\"log\":{\"directory\":\"else/where\"}}";
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      awaitReady(jar);
      assertThat(directory.resolve("else/where/wirthforge.log")).isNotEmptyFile();
      assertThat(directory.resolve("logs")).doesNotExist();
    }
  }

  @Test
  void rewardsAreKeptInThePersonsDataAndGivenOnce() throws Exception {
    Path profile = directory.resolve("data/wirthforge/rewards.json");
    String conf = "{\"port\":0,\"auth\":\"none\",\"model\":{\"tokensPerSecond\":300}}";
    for (int run = 0; run < 2; run++) {
      try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
        URI url = awaitReady(jar);
        StreamReader reader = StreamReader.connect(url);
        jar.post(url, "/prompt", "{\"prompt\":\"Emma\",\"parameters\":{\"max_tokens\":5}}");
        reader.await(event -> event.path("payload").path("isComplete").asBoolean());
        if (run == 0) {
          reader.await(event -> event.at("/payload/title").asText().equals("Level 1"));
        }
        jar.terminate();
        jar.awaitExit();
        assertThat(reader.events().toString().contains("First spark")).isEqualTo(run == 0);
      }
      JsonObject kept = new JsonObject(Files.readString(profile));
      assertThat(kept.getInteger("tokens")).isEqualTo(5 * (run + 1));
      assertThat(kept.getJsonArray("given")).containsExactly("first-token");
    }
  }

  @Test
  void whatIsSwitchedOffIsNeitherSaidNorWritten() throws Exception {
    String conf =
        "{\"port\":0,\"auth\":\"none\",\"tier\":\"high\",\"council\":{\"enabled\":false},"
            + "\"rewards\":{\"file\":null},\"model\":{\"tokensPerSecond\":300}}";
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      StreamReader reader = StreamReader.connect(awaitReady(jar));
      reader.await(event -> event.path("type").asText().equals("startup_complete"));
      assertThat(reader.events().get(0).path("payload").toString())
          .contains("\"High-Tier\"", "[\"visualization\"]");
      jar.terminate();
      jar.awaitExit();
    }
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void aStartThatGoesWellSaysOneUrlAndComplainsOfNothing() throws Exception {
    try (RunningJar jar =
        RunningJar.start(directory, "-conf", "{\"port\":0,\"model\":{\"source\":\"embedded\"}}")) {
      URI url = awaitReady(jar);
      assertThat(jar.out().lines().filter(line -> line.contains("http://")))
          .containsExactly("Open " + url);
      assertThat(jar.err()).isEmpty();
    }
  }

  @Test
  void anAddressOfTheNewKindIsPrintedAsBrowsersReadIt() throws Exception {
    String conf = "{\"port\":" + FreePort.any() + ",\"host\":\"::1\"}";
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      Eventually.until("a URL", () -> out(jar).contains("Open http://[::1]:"));
    }
  }

  @Test
  void inTheMiddleOfATextSigtermEndsItSoonAndInOrder() throws Exception {
    String conf =
        "{\"port\":" + FreePort.any() + ",\"auth\":\"none\",\"model\":{\"source\":\"embedded\"}}";
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      URI url = awaitReady(jar);
      List<StreamReader> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(StreamReader.connect(url));
      }
      jar.post(url, "/prompt", "{\"prompt\":\"Emma\",\"parameters\":{\"max_tokens\":100000}}");
      for (StreamReader reader : readers) {
        reader.await(event -> event.path("type").asText().equals("token_stream"));
      }
      long startNanos = System.nanoTime();
      jar.terminate();
      for (StreamReader reader : readers) {
        assertThat(reader.awaitClose()).isEqualTo(1001);
      }
      assertThat(jar.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
      long tookMs = (System.nanoTime() - startNanos) / 1_000_000;
      assertThat(tookMs).as("took %d ms, 2000 are promised", tookMs).isLessThan(10_000);
      assertThat(jar.err()).isEmpty();
    }
  }

  private static String out(RunningJar jar) {
    try {
      return jar.out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-conf      | null                                          | -conf is neither a file",
        "-conf      | [{\"port\": 0}]                               | -conf is neither a file",
        "-conf      | {\"port\":                                    | -conf is neither a file",
        "-conf      | {\"model\": {\"source\": \"embedded\", \"url\": \"http://127.0.0.1:1\"}} | no meaning",
        "-conf      | {\"model\": {\"url\": \"http://192.0.2.1:11434\"}} | is not on this machine",
        "-conf      | {\"model\": {\"url\": \"http://127.0.0.1@a:1\"}} | more than a host",
        "-conf      | {\"model\": {\"url\": \"http://:11434\"}}      | \"model.url\"",
        "-conf      | {\"model\": {\"servers\": [\"http://a.b:1\"]}}  | \"model.servers\"",
        "-conf      | {\"model\": {\"name\": \"other\"}}            | \"other\" is not there",
        "-conf      | {\"model\": {\"checkpoint\": \"gone/model.bin\"}} | no file gone/model.bin",
        "-conf      | {\"model\": {\"checkpoint\": \".\"}}          | there is no file .",
        "-conf      | {\"host\": \"192.0.2.1\"}                     | 192.0.2.1",
        "-instances | 2                                             | one instance only",
        "-options   | {\"workerPoolSize\":-1}                       | -options: ",
        "-cluster   | -conf={}                                      | the start failed: ",
      })
  void aStartThatCannotBeEndsInOneLine(String flag, String value, String words) throws Exception {
    try (RunningJar jar = RunningJar.start(directory, flag, value)) {
      assertThat(jar.awaitExit()).as("exit code").isNotZero();
      assertThat(jar.err().strip()).contains(words).hasLineCount(1);
      assertThat(jar.out()).doesNotContain("Exception", "\tat ", "Open http");
    }
  }

  @Test
  void aFlagThatDoesNotExistIsNamed() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, "--nonsense")) {
      assertThat(jar.awaitExit()).isNotZero();
      assertThat(jar.err()).contains("'--nonsense'").doesNotContain("\tat ");
    }
  }
}
