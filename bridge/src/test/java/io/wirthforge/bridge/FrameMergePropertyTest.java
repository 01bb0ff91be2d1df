package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The law that all backpressure stands on: merging frames loses nothing and no grouping matters.
 */
class FrameMergePropertyTest {

  @Property(tries = 500)
  void mergeIsAssociative(@ForAll("threeFrames") List<Frame> frames) {
    Frame a = frames.get(0);
    Frame b = frames.get(1);
    Frame c = frames.get(2);

    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
  }

  @Property(tries = 300)
  void everyGroupingGivesTheSameFrame(@ForAll("frames") List<Frame> frames, @ForAll Random random) {
    assertThat(mergeInAnyTree(frames, random)).isEqualTo(Frame.mergeAll(frames));
  }

  @Property(tries = 500)
  void everyScheduleOfMergesEndsInTheSameClientState(
      @ForAll("frames") List<Frame> frames, @ForAll Random random) {
    ClientState merged = ClientState.of(anySchedule(frames, random));

    assertThat(merged.values()).isEqualTo(ClientState.of(frames).values());
  }

  @Property(tries = 300)
  void everyScheduleConservesTheNumberOfEvents(
      @ForAll("frames") List<Frame> frames, @ForAll Random random) {
    List<Frame> sent = anySchedule(frames, random);

    assertThat(total(sent)).isEqualTo(total(frames));
    assertThat(sent.stream().allMatch(frame -> frame.coalesced() >= 0)).isTrue();
  }

  @Property(tries = 300)
  void theRangeGoesFromTheFirstToTheLast(@ForAll("frames") List<Frame> frames) {
    Frame merged = Frame.mergeAll(frames);

    assertThat(merged.fromFrame()).isEqualTo(frames.get(0).frameNumber());
    Frame last = frames.get(frames.size() - 1);
    assertThat(merged.frameNumber()).isEqualTo(last.frameNumber());
    assertThat(merged.timestampMs()).isEqualTo(last.timestampMs());
    assertThat(merged.reset()).isFalse();
  }

  @Property(tries = 300)
  void eventsStandInTheOrderOfTheirRanks(@ForAll("frames") List<Frame> frames) {
    List<Integer> ranks = new ArrayList<>();
    Frame.mergeAll(frames).events().forEach(event -> ranks.add(event.eventType().rank()));

    assertThat(ranks).isSorted();
  }

  @Property(tries = 300)
  void aResetReplacesAllBeforeItInWhateverGrouping(
      @ForAll("frames") List<Frame> frames, @ForAll Random random) {
    Assume.that(frames.size() > 1);
    int at = random.nextInt(frames.size());
    List<Frame> withReset = new ArrayList<>(frames);
    withReset.set(at, reset(frames.get(at)));

    Frame merged = mergeInAnyTree(withReset, random);

    assertThat(merged.reset()).isTrue();
    assertThat(merged.fromFrame()).isEqualTo(frames.get(at).frameNumber());
    assertThat(merged).isEqualTo(reset(Frame.mergeAll(frames.subList(at, frames.size()))));
    assertThat(ClientState.of(anySchedule(withReset, random)).values())
        .isEqualTo(ClientState.of(withReset).values());
  }

  @Property(tries = 200)
  void losslessBytesGrowByTheBytesOfEachFrame(@ForAll("threeFrames") List<Frame> frames) {
    long parts = frames.stream().mapToLong(Frame::losslessBytes).sum();

    assertThat(Frame.mergeAll(frames).losslessBytes()).isLessThanOrEqualTo(parts);
    assertThat(frames.get(0).losslessBytes())
        .isLessThanOrEqualTo(Frame.mergeAll(frames).losslessBytes());
  }

  @Test
  void framesMergeInOrderOnly() {
    Frame first = TestEvents.frame(4);
    Frame second = TestEvents.frame(7);

    assertThatThrownBy(() -> second.merge(first)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> first.merge(first)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Frame.mergeAll(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Frame(5, 4, 0, 0, false, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<List<Frame>> frames() {
    return FrameArbitraries.frames(1, 12);
  }

  @Provide
  Arbitrary<List<Frame>> threeFrames() {
    return FrameArbitraries.frames(3, 3);
  }

  /** Some frames as they are, others merged with their neighbours. */
  static List<Frame> anySchedule(List<Frame> frames, Random random) {
    List<Frame> sent = new ArrayList<>();
    int from = 0;
    while (from < frames.size()) {
      int to = from + 1 + random.nextInt(frames.size() - from);
      sent.add(mergeInAnyTree(frames.subList(from, to), random));
      from = to;
    }
    return sent;
  }

  private static Frame mergeInAnyTree(List<Frame> frames, Random random) {
    if (frames.size() == 1) {
      return frames.get(0);
    }
    if (random.nextInt(4) == 0) {
      return Frame.mergeAll(frames);
    }
    int split = 1 + random.nextInt(frames.size() - 1);
    return mergeInAnyTree(frames.subList(0, split), random)
        .merge(mergeInAnyTree(frames.subList(split, frames.size()), random));
  }

  private static Frame reset(Frame frame) {
    return new Frame(
        frame.fromFrame(),
        frame.frameNumber(),
        frame.timestampMs(),
        frame.coalesced(),
        true,
        frame.events());
  }

  private static long total(List<Frame> frames) {
    return frames.stream().mapToLong(frame -> frame.events().size() + frame.coalesced()).sum();
  }
}
