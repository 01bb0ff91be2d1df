package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be used ends the start with one line that says what and why. */
class JarRefusalIT {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prot\": 9000}                     | \"prot\" (value 9000)            | \"port\"",
        "{\"model\": {\"sorce\": \"x\"}}      | \"model.sorce\" (value \"x\")    | \"model.source\"",
        "{\"port\": \"abc\"}                  | \"port\" can't be \"abc\"        | integer",
        "{\"port\": 70000}                    | \"port\" can't be 70000          | 65535",
        "{\"model\": {\"tokensPerSecond\": \"fast\"}} | \"fast\"                 | max",
        "{\"clients\": {\"ackWindow\": 0}}    | \"clients.ackWindow\" can't be 0 | minimum 1",
        "{\"auth\": \"nobody\"}               | \"nobody\"                       | same-user",
        "{\"frames\": 60}                     | \"frames\" can't be 60           | object",
        "not json                             | -conf                            | JSON object",
        "/no/such/file.json                   | -conf                            | JSON object",
        "{\"model\": {\"url\": \"http://example.org:11434\"}} | example.org        | allowRemote",
        "{\"model\": {\"checkpoint\": \"gone.bin\"}} | there is no file          | .bin",
      })
  void aConfigurationThatCannotBeUsedIsRefusedInOneLine(String conf, String what, String mend)
      throws Exception {
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      assertThat(jar.awaitExit()).as("exit code").isNotZero();
      assertThat(jar.err().strip()).contains(what).contains(mend).hasLineCount(1);
      assertThat(jar.out()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  @Test
  void aCorruptCheckpointIsRefusedByNameSizeAndReason() throws Exception {
    Files.writeString(directory.resolve("broken.bin"), "this is no checkpoint");
    try (var tokenizer = JarRefusalIT.class.getResourceAsStream("/model/bpe1024.bin")) {
      Files.copy(tokenizer, directory.resolve("tokenizer.bin"));
    }
    String conf = "{\"model\":{\"checkpoint\":\"" + directory.resolve("broken.bin") + "\"}}";
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      assertThat(jar.awaitExit()).isNotZero();
      assertThat(jar.err().strip()).contains("broken.bin").contains("21 bytes").hasLineCount(1);
    }
  }

  @Test
  void anExplicitPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        RunningJar jar =
            RunningJar.start(directory, "-conf", "{\"port\":" + taken.getLocalPort() + "}")) {
      assertThat(jar.awaitExit()).isNotZero();
      assertThat(jar.err().strip())
          .contains("\"port\" " + taken.getLocalPort() + " is taken")
          .hasLineCount(1);
    }
  }
}
