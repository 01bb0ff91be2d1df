package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.TextMask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What was recorded, fed back, is the same frames again: events, order, merges, bytes. */
class ReplayPropertyTest {

  /** A tick: what is told before it, how many numbers it skips, what it gets while it is open. */
  record Step(List<Event> before, int gap, List<Event> contributed, List<Event> meanwhile) {}

  @Property(tries = 150)
  void theFramesAreThoseThatWereRecorded(
      @ForAll("traffic") List<Step> traffic, @ForAll boolean fromTheMiddle) {
    RecordingRig rig = new RecordingRig();
    int start = fromTheMiddle ? traffic.size() / 2 : 0;
    feed(rig, traffic.subList(0, start), -1);
    long after = rig.frames.isEmpty() ? -1 : rig.frames.get(rig.frames.size() - 1).frameNumber();
    List<Frame> before = List.copyOf(rig.frames);
    rig.record(true);
    feed(rig, traffic.subList(start, traffic.size()), after);

    try (Replay replay = RecordingRig.replay(rig.end())) {
      List<Frame> replayed = replay.advanceTo(Long.MAX_VALUE);
      List<Frame> recorded = rig.frames.subList(before.size(), rig.frames.size());
      assertThat(ShownFrames.of(replayed)).isEqualTo(ShownFrames.of(recorded));
      assertThat(replay.report().differing()).isZero();
      assertThat(replay.report().ending()).isEqualTo(ReplayReport.Ending.WHOLE);
      assertThat(state(replay.state(), replayed)).isEqualTo(state(null, rig.frames));
    }
  }

  @Property(tries = 100)
  void withoutTextTheyAreTheSameButForTheLetters(@ForAll("traffic") List<Step> traffic) {
    RecordingRig rig = new RecordingRig().record(false);
    feed(rig, traffic, -1);
    byte[] recording = rig.end();

    try (Replay replay = RecordingRig.replay(recording)) {
      List<Frame> masked = rig.frames.stream().map(ReplayPropertyTest::masked).toList();
      assertThat(ShownFrames.of(replay.advanceTo(Long.MAX_VALUE)))
          .isEqualTo(ShownFrames.of(masked));
      assertThat(replay.report().differing()).isZero();
    }
  }

  @Property(tries = 100)
  void whateverTheSpeedAndTheWayTheClockMovesTheFramesAreTheSame(
      @ForAll("traffic") List<Step> traffic,
      @ForAll("speeds") double speed,
      @ForAll("strides") List<Integer> stridesMs) {
    RecordingRig rig = new RecordingRig().record(true);
    feed(rig, traffic, -1);

    try (Replay replay = RecordingRig.replay(rig.end())) {
      Queue<ReplayedFrame> waiting = new ArrayDeque<>();
      for (ReplayedFrame next = replay.next(); next != null; next = replay.next()) {
        waiting.add(next);
      }
      ReplayPace pace = new ReplayPace(speed, 7);
      List<Frame> sent = new ArrayList<>();
      long now = 7;
      for (int i = 0; !waiting.isEmpty(); i++) {
        now += stridesMs.get(i % stridesMs.size()) * 1_000_000L;
        sent.addAll(pace.take(waiting, now, 1));
      }
      List<Frame> expected = rig.frames.stream().map(frame -> ReplayPace.at(frame, 1)).toList();
      if (speed <= 1) {
        assertThat(ShownFrames.of(sent)).isEqualTo(ShownFrames.of(expected));
      } else {
        assertThat(ShownFrames.of(List.of(Frame.mergeAll(sent))))
            .isEqualTo(ShownFrames.of(List.of(Frame.mergeAll(expected))));
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> traffic() {
    Arbitrary<List<Event>> events = FrameArbitraries.events().list().ofMaxSize(6);
    return Combinators.combine(events, Arbitraries.of(1, 1, 1, 4), events, events)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Double> speeds() {
    return Arbitraries.of(0.1, 0.5, 1.0, 2.5, 10.0);
  }

  @Provide
  Arbitrary<List<Integer>> strides() {
    return Arbitraries.of(1, 5, 17, 100, 2000).list().ofMinSize(1).ofMaxSize(5);
  }

  private static void feed(RecordingRig rig, List<Step> traffic, long after) {
    long number = after;
    for (Step step : traffic) {
      step.before().forEach(rig.aggregator::offer);
      number += step.gap();
      rig.pass(step.gap() * 16_000_000L);
      rig.aggregator.warn(TestEvents.error("BRIDGE_WARNING"));
      rig.frame(number, step.contributed(), step.meanwhile());
    }
  }

  private static Frame masked(Frame frame) {
    return new Frame(
        frame.fromFrame(),
        frame.frameNumber(),
        frame.timestampMs(),
        frame.coalesced(),
        frame.reset(),
        frame.events().stream().map(TextMask::mask).toList());
  }

  private static Object state(@Nullable Frame first, List<Frame> frames) {
    StreamState state = new StreamState();
    if (first != null) {
      state.apply(first);
    }
    frames.forEach(state::apply);
    Frame at = frames.get(frames.size() - 1);
    return ShownFrames.of(List.of(state.snapshot(at, true)));
  }
}
