package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What record and replay refuse before any server starts, and what they add to its settings. */
class RecordCommandTest {

  private static final ObjectNode RECORD = JsonNodeFactory.instance.objectNode().put("file", "f");

  @TempDir Path directory;

  private static int run(String... args) {
    return Commands.SHIPPED.run(args);
  }

  @Test
  void recordNeedsAFileThatCanBeNew() throws Exception {
    Path taken = Files.writeString(directory.resolve("taken.jsonl"), "precious");

    assertThat(run("record")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("record", "--out", taken.toString())).isEqualTo(Commands.UNUSABLE);
    assertThat(run("record", "--out", directory.resolve("no/file").toString()))
        .isEqualTo(Commands.UNUSABLE);
    assertThat(taken).hasContent("precious");
  }

  @Test
  void replayNeedsARecordingAndASpeedWithinItsRange() throws Exception {
    Path other = Files.writeString(directory.resolve("other.jsonl"), "hello\n");
    String golden = "../bridge/src/test/resources/golden/recording.jsonl";

    assertThat(run("replay")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("replay", other.toString())).isEqualTo(Commands.UNUSABLE);
    assertThat(run("replay", "missing.jsonl")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("replay", golden, "--speed", "0")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("replay", golden, "--speed", "11")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("replay", golden, "--speed", "fast")).isEqualTo(Commands.UNUSABLE);
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("record", "--help")).isEqualTo(Commands.OK);
    assertThat(run("replay", "--help")).isEqualTo(Commands.OK);
  }

  @Test
  void settingsAreAddedToThoseThatAreGiven() {
    assertThat(ConfArgument.withMore(List.of(), "record", RECORD))
        .containsExactly("-conf", "{\"record\":{\"file\":\"f\"}}");
    String given = "{\"port\":1,\"record\":{\"text\":true}}";
    String more = "{\"port\":1,\"record\":{\"text\":true,\"file\":\"f\"}}";
    assertThat(ConfArgument.withMore(List.of("-w", "-Conf", given, "-x"), "record", RECORD))
        .containsExactly("-w", "-x", "-conf", more);
    assertThat(ConfArgument.withMore(List.of("--conf=" + given), "record", RECORD))
        .containsExactly("-conf", more);
  }

  @Test
  void settingsThatMakeNoSenseAreLeftForTheServerToTell() {
    for (String given : List.of("no json", "[1]", "{\"record\":7}")) {
      assertThat(ConfArgument.withMore(List.of("-conf", given), "record", RECORD))
          .containsExactly("-conf", given);
    }
  }
}
