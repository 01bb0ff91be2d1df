package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.InvalidRecordingException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no recordings, or no good ones: one line says what, where and what to do. */
class ReplayRefusalTest {

  private static final long TWO_GIGABYTES = 2L << 30;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "hello\n",
        "{}\n",
        "[1]\n",
        "{\"line\":\"header\"}\n",
        "{\"line\":\"header\"",
        "\u0000\u0001\n",
        "{\"format\":\"other\",\"version\":1}\n"
      })
  void whatIsNoRecordingIsRefused(String content) throws Exception {
    assertRefused(content, "session.jsonl is no recording of WIRTHFORGE");
  }

  @Test
  void aFileThatIsNotThereOrADirectoryIsNamed() {
    Path missing = directory.resolve("missing.jsonl");

    assertThatThrownBy(() -> Replay.open(missing))
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageContaining("there is no file " + missing);
    assertThatThrownBy(() -> Replay.open(directory)).hasMessageContaining("is a directory");
  }

  @Test
  void anotherVersionIsNamed() throws Exception {
    assertRefused(
        recording().get(0).replace("\"version\":1", "\"version\":2") + "\n",
        "is a recording of format version 2, this program reads version 1");
  }

  @Test
  void aHeaderThatBreaksItsSchemaIsRefused() throws Exception {
    assertRefused(
        recording().get(0).replace("\"frameRate\":60", "\"frameRate\":50") + "\n",
        "breaks the format: /frameRate: const 60");
  }

  @Test
  void aTypeThatThisProgramDoesNotKnowIsNamed() throws Exception {
    assertRefused(
        recording().get(0).replace("\"reward_event\"", "\"new_event\"") + "\n",
        "its header names the event type \"new_event\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price|prize|an event that can't be",
        "\"line\":\"tick\"|\"line\":\"tock\"|of an unknown kind \"tock\"",
        "\"coalesced\":0|\"coalesced\":-1|breaks the format: /coalesced: minimum 0",
        "{\"line\":\"event\"|\"line\":\"event\"|is not JSON",
        "\"nanos\":30000000|\"nanos\":1|goes back in time, from 16000000 to 1 ns",
        "\"line\":\"warning\"|\"line\":\"header\"|is a second header",
      })
  void aLineInTheMiddleThatCantBeIsNamed(String good, String bad, String words) throws Exception {
    List<String> lines = recording();
    int at = -1;
    for (int i = 1; i < lines.size() && at < 0; i++) {
      at = lines.get(i).contains(good) ? i : -1;
    }
    lines.set(at, lines.get(at).replace(good, bad));
    Path file = write(String.join("\n", lines) + "\n");

    String line = file + ", line " + (at + 1) + ", ";
    assertThatThrownBy(() -> playAll(file))
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageStartingWith(line)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void framesThatComeTwiceAreTwoRecordingsInOneFile() throws Exception {
    List<String> lines = recording();
    String frame = lines.stream().filter(each -> each.contains("\"frame\"")).findFirst().get();
    lines.add(lines.size() - 1, frame.replaceAll("\"nanos\":\\d+", "\"nanos\":9000000000"));

    try (Replay replay = Replay.open(write(String.join("\n", lines) + "\n"))) {
      assertThatThrownBy(() -> replay.advanceTo(Long.MAX_VALUE))
          .hasMessageContaining("has frame 0 after frame 2");
    }
  }

  @Test
  void aFileThatWasCutAnywhereReplaysToThereAndSaysSo() throws Exception {
    List<String> lines = recording();
    String whole = String.join("\n", lines) + "\n";
    int header = lines.get(0).length() + 1;
    int lastFrames = -1;
    for (int length = header; length < whole.length(); length += 7) {
      try (Replay replay = Replay.open(write(whole.substring(0, length)))) {
        int frames = replay.advanceTo(Long.MAX_VALUE).size();
        assertThat(frames).isGreaterThanOrEqualTo(lastFrames);
        lastFrames = frames;
        boolean betweenLines = whole.charAt(length - 1) == '\n';
        assertThat(replay.report().words())
            .contains(betweenLines ? "broken off after line" : "ends in the middle of line");
        assertThat(replay.report().differing()).isZero();
      }
    }
  }

  @Test
  void aFileOfTwoGigabytesIsNeverReadWhole() throws Exception {
    Path noRecording = sparse(write(""));
    assertThatThrownBy(() -> Replay.open(noRecording)).hasMessageContaining("is no recording");

    Path hole = sparse(write(String.join("\n", recording().subList(0, 6)) + "\n"));
    try (Replay replay = Replay.open(hole)) {
      assertThatThrownBy(() -> replay.advanceTo(Long.MAX_VALUE))
          .hasMessageContaining("line 7, is over 67108864 bytes long");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.09, 10.1, 11, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aSpeedBeyondItsRangeIsRefused(double speed) {
    assertThatThrownBy(() -> new ReplayOptions(speed, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("speed must be 0.1 to 10, was " + speed);
  }

  @Test
  void optionsAndTheirJsonAreTwins() {
    RecordingOptions recording = new RecordingOptions(true, 1 << 20, true, "test 1.0");
    ReplayOptions replay = new ReplayOptions(0.5, true);

    assertThat(new RecordingOptions(recording.toJson())).isEqualTo(recording);
    assertThat(new ReplayOptions(replay.toJson())).isEqualTo(replay);
    assertThat(new ReplayOptions(new JsonObject())).isEqualTo(new ReplayOptions());
    assertThatThrownBy(() -> new RecordingOptions(new JsonObject().put("maxBytes", 1)))
        .hasMessageContaining("maxBytes must be 65536 or more");
  }

  private static void playAll(Path file) {
    try (Replay replay = Replay.open(file)) {
      replay.advanceTo(Long.MAX_VALUE);
    }
  }

  /** The lines of a short recording. */
  private static List<String> recording() {
    RecordingRig rig = new RecordingRig().record(true);
    for (long number = 0; number < 3; number++) {
      rig.aggregator.warn(TestEvents.error("NOTE"));
      rig.pass(14_000_000);
      rig.aggregator.offer(TestEvents.custom(TestEvents.PRICE, "{'symbol':'a','last':1}"));
      rig.frame(number, List.of(TestEvents.reward("first")), List.of());
    }
    return new ArrayList<>(new String(rig.end(), UTF_8).lines().toList());
  }

  private void assertRefused(String content, String words) throws Exception {
    Path file = write(content);
    assertThatThrownBy(() -> Replay.open(file))
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  private Path write(String content) throws Exception {
    return Files.writeString(directory.resolve("session.jsonl"), content);
  }

  private static Path sparse(Path file) throws Exception {
    try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
      grown.setLength(TWO_GIGABYTES);
    }
    return file;
  }
}
