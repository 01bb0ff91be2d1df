package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A recording that is checked in: {@code golden/recording.jsonl} replays to the frames in {@code
 * golden/recording-frames.jsonl}, whatever becomes of the code. Written anew by {@code
 * -Dwirthforge.writeGolden=true}, which takes a change of the format's version.
 */
class GoldenReplayTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path RECORDING = GOLDEN.resolve("recording.jsonl");
  private static final Path FRAMES = GOLDEN.resolve("recording-frames.jsonl");

  @Test
  void theGoldenRecordingReplaysToTheGoldenFrames() throws Exception {
    if (Boolean.getBoolean("wirthforge.writeGolden")) {
      Files.write(RECORDING, traffic().end());
      try (Replay replay = Replay.open(RECORDING)) {
        Files.write(FRAMES, ShownFrames.of(replay.advanceTo(Long.MAX_VALUE)), UTF_8);
      }
    }
    try (Replay replay = Replay.open(RECORDING)) {
      assertThat(ShownFrames.of(replay.advanceTo(Long.MAX_VALUE)))
          .isEqualTo(Files.readAllLines(FRAMES));
      assertThat(replay.report().words()).isEqualTo("24 frames, all as recorded");
    }
  }

  @Test
  void theSameTrafficIsRecordedByteForByteAsItAlwaysWas() throws Exception {
    assertThat(new String(traffic().end(), UTF_8)).isEqualTo(Files.readString(RECORDING));
  }

  /** A bit of everything: texts, sums, kept events, a late answer, an overflow, skipped ticks. */
  private static RecordingRig traffic() {
    RecordingRig rig = new RecordingRig();
    rig.aggregator.offer(TestEvents.startup("m1"));
    rig.frame(0, List.of(), List.of(TestEvents.text("s1", "It was ", "a truth ")));
    rig.record(true);
    for (long number = 1; number <= 24; number++) {
      rig.pass(14_000_000);
      rig.aggregator.offer(TestEvents.text("s1", "word" + number + " "));
      if (number % 4 == 0) {
        rig.aggregator.offer(TestEvents.text("s1", "möglich \ud83d\udc69\u200d\ud83d\ude80"));
        rig.aggregator.offer(price(number));
        rig.aggregator.offer(price(number + 1));
      }
      if (number % 8 == 0) {
        rig.aggregator.warn(TestEvents.error("NOTE"));
        rig.aggregator.contribute(
            new Contribution("late", number - 1, List.of(TestEvents.reward("late"))));
        for (int i = 0; i < 12; i++) {
          rig.aggregator.offer(TestEvents.custom(TestEvents.ALARM, "{'n':" + i + "}"));
        }
      }
      rig.frame(
          number < 12 ? number : number + 30,
          List.of(TestEvents.energy("m1", "0." + (10 + number), "0.01", 1)),
          List.of(TestEvents.energy("m1", "0." + (11 + number), "0.01", 1)));
    }
    return rig;
  }

  private static Event price(long volume) {
    return TestEvents.custom(
        TestEvents.PRICE, "{'symbol':'WF','last':1.5,'volume':" + volume + ",'trades':[1]}");
  }
}
