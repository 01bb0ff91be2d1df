package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wirthforge.verticles.FreePort;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools in the jar, against the server in the jar, as their users run them. */
class JarToolsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void theServerInTheJarPassesByEveryRuleWhileItsModelWrites() throws Exception {
    try (RunningJar server = RunningJar.start(directory, "-conf", conf("none"))) {
      String url = ws(server.awaitUrl());
      try (RunningJar kit =
          RunningJar.start(directory, "conformance", url, "--prompt", "Emma canary", "--json")) {
        int exit = kit.awaitExit();
        JsonNode report = JSON.readTree(kit.out());

        assertThat(report.path("failed").intValue()).as(kit.out()).isZero();
        // On a busy machine the text may come after the moment at which it would have been
        // compared.
        assertThat(report.path("passed").intValue()).as(kit.out()).isGreaterThan(30);
        assertThat(kit.out()).doesNotContain("canary");
        assertThat(kit.err()).isEmpty();
        assertThat(exit).isZero();
      }
    }
  }

  @Test
  void aTokenOpensTheStreamToTailAndItsUrlDoes() throws Exception {
    try (RunningJar server = RunningJar.start(directory, "-conf", conf("token"))) {
      URI url = server.awaitUrl();
      try (RunningJar tail =
          RunningJar.start(directory, "tail", url.toString(), "--json", "--count", "5")) {
        assertThat(tail.awaitExit()).as(tail.err()).isZero();
        assertThat(tail.out().lines()).hasSize(5);
        assertThat(JSON.readTree(tail.out().lines().findFirst().orElse("")).path("type").asText())
            .isEqualTo("startup_complete");
      }
      try (RunningJar tail = RunningJar.start(directory, "tail", ws(url), "--token", "wrong")) {
        assertThat(tail.awaitExit()).isEqualTo(2);
        assertThat(tail.err().strip()).contains("refused (403)", "--token").hasLineCount(1);
        assertThat(tail.out()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "conformance ws://127.0.0.1:1/ws,              nothing listens on 127.0.0.1:1",
    "conformance ftp://a,                          the URL must be ws://",
    "conformance,                                  which server?",
    "conformance ws://127.0.0.1:1 --rule nonsense, --list lists those there are",
    "conformance ws://127.0.0.1:1 --seconds 0,     seconds must be 1 to 3600",
    "conformance --nonsense,                       --nonsense",
    "tail ws://127.0.0.1:1/ws,                     nothing listens on 127.0.0.1:1",
    "tail,                                         --help lists what there is",
    "tail ws://127.0.0.1:1/ws --channel ../etc,    a channel's name is like energy",
  })
  void whatCannotBeDoneIsSaidInOneLineAndTheExitCodeIsTwo(String command, String words)
      throws Exception {
    try (RunningJar tool = RunningJar.start(directory, command.split(" "))) {
      assertThat(tool.awaitExit()).as(tool.err()).isEqualTo(2);
      assertThat(tool.err().strip()).contains(words).hasLineCount(1);
      assertThat(tool.out()).isEmpty();
    }
  }

  @Test
  void theRulesAreListedWithTheirPlaceInTheProtocol() throws Exception {
    try (RunningJar kit = RunningJar.start(directory, "conformance", "--list")) {
      assertThat(kit.awaitExit()).isZero();
      assertThat(kit.out()).contains("handshake.first", "schemas/PROTOCOL.md#21-transport");
    }
  }

  private static String ws(URI url) {
    return "ws://" + url.getAuthority() + "/ws";
  }

  private String conf(String auth) throws Exception {
    return "{\"port\":%d,\"auth\":\"%s\",\"model\":{\"source\":\"embedded\"},\"log\":{\"directory\":\"%s\"}}"
        .formatted(FreePort.any(), auth, directory);
  }
}
