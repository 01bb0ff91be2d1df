package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.RecordingLine;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that is too slow: nothing waits for it, and what is missing is told. */
class RecordingQueueTest {

  private static RecordingLine line(long nanos) {
    return new RecordingLine.Opened(nanos, new RecordingLine.Position(nanos, 0));
  }

  @Test
  void whatFindsNoRoomIsCountedAndToldBeforeTheNextThatDoes() {
    RecordingQueue queue = new RecordingQueue(2, 1000);
    for (long i = 1; i <= 5; i++) {
      long nanos = i;
      assertThat(queue.put(nanos, 10, () -> line(nanos))).isEqualTo(i <= 2);
    }
    assertThat(queue.lost()).isEqualTo(3);
    assertThat(queue.take()).isEqualTo(line(1));
    assertThat(queue.put(6, 10, () -> line(6))).isTrue();

    assertThat(queue.take()).isEqualTo(line(2));
    assertThat(queue.take()).isEqualTo(new RecordingLine.Lost(6, 3));
    assertThat(queue.take()).isEqualTo(line(6));
    assertThat(queue.take()).isNull();
  }

  @Test
  void memoryIsBoundedButOneLineOfAnySizePasses() {
    RecordingQueue queue = new RecordingQueue(100, 1000);

    assertThat(queue.put(1, 5000, () -> line(1))).isTrue();
    assertThat(queue.put(2, 1, () -> line(2))).isFalse();
    queue.take();
    assertThat(queue.put(3, 1000, () -> line(3))).isTrue();
  }

  @Test
  void theBoundariesOfFramesHaveRoomWhereEventsHaveNone() {
    RecordingQueue queue = new RecordingQueue(2, 1000);
    queue.put(1, 10, () -> line(1));
    queue.put(2, 10, () -> line(2));

    assertThat(queue.put(3, 10, () -> line(3))).isFalse();
    assertThat(queue.putBoundary(4, () -> line(4))).isTrue();
  }

  @Test
  void aReplayOfARecordingThatLacksLinesSaysSo() {
    RecordingRig rig = new RecordingRig(6, Long.MAX_VALUE).record(true);
    rig.frame(0, List.of(TestEvents.reward("first")), List.of());
    rig.drain();
    rig.frame(1, List.of(), events(20));
    rig.drain();
    rig.frame(2, List.of(TestEvents.reward("second")), List.of());

    try (Replay replay = RecordingRig.replay(rig.end())) {
      List<Frame> frames = replay.advanceTo(Long.MAX_VALUE);
      ReplayReport report = replay.report();
      assertThat(frames).hasSize(3);
      assertThat(report.differing()).isEqualTo(1);
      assertThat(report.lost()).isPositive();
      assertThat(report.words())
          .isEqualTo(
              "3 frames, 1 not as recorded (the recording lacks " + report.lost() + " lines)");
    }
  }

  @Test
  void aLineThatCannotBeMadeIsMissingAndNoneAfterIt() {
    RecordingRig rig = new RecordingRig().record(true);
    rig.frame(0, List.of(TestEvents.reward("first")), List.of());
    rig.queue.put(
        0,
        0,
        () -> {
          throw new IllegalStateException("as it was told");
        });
    rig.frame(1, List.of(TestEvents.reward("second")), List.of());

    try (Replay replay = RecordingRig.replay(rig.end())) {
      assertThat(replay.advanceTo(Long.MAX_VALUE)).hasSize(2);
      assertThat(replay.report().lost()).isEqualTo(1);
      assertThat(replay.report().differing()).isZero();
    }
  }

  private static List<Event> events(int count) {
    return Collections.nCopies(count, TestEvents.text("s", "word "));
  }
}
