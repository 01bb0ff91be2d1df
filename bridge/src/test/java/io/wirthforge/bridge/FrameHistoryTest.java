package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameHistoryTest {

  private final BridgeMetrics metrics = new BridgeMetrics(new SimpleMeterRegistry());
  private final FrameEncoder encoder =
      new FrameEncoder("e1", new EventCodec(TestEvents.CATALOG), metrics);

  @Test
  void aClientThatHasAllIsDueNothing() {
    FrameHistory history = history(10, 0, 5);

    assertThat(history.due(5, null)).isNull();
    assertThat(history.losslessBytesDue(5, null)).isZero();
  }

  @Test
  void aClientThatLagsIsDueTheMergeOfWhatItMissed() {
    FrameHistory history = history(10, 0, 5);
    Frame due = history.due(2, null).frame();

    assertThat(due).isEqualTo(Frame.mergeAll(history.frames().subList(3, 6)));
    assertThat(history.losslessBytesDue(2, null))
        .isEqualTo(history.frames().subList(3, 6).stream().mapToLong(Frame::losslessBytes).sum());
  }

  @Test
  void skippedTicksAreNoGapInTheRange() {
    FrameHistory history = new FrameHistory(10, encoder);
    history.append(TestEvents.frame(3));
    history.append(TestEvents.frame(9));

    assertThat(history.due(3, null).frame().fromFrame()).isEqualTo(4);
    assertThat(history.due(3, null).frame().frameNumber()).isEqualTo(9);
  }

  @Test
  void clientsThatLagAlikeGetTheVerySameFrameAndText() {
    FrameHistory history = history(3, 0, 2);
    Backlog one = null;
    Backlog two = null;
    for (long number = 3; number < 9; number++) {
      history.append(frame(number));
      one = history.backlogOf(0, one);
      two = history.backlogOf(0, two);
      assertThat(one).isSameAs(two);
      EncodedFrame due = history.due(0, one);
      assertThat(history.due(0, two)).isSameAs(due);
      assertThat(due.envelope(ClientFilter.EVERYTHING))
          .isSameAs(history.due(0, two).envelope(ClientFilter.EVERYTHING));
    }
    assertThat(history.due(7, null)).isSameAs(history.due(7, null));
    assertThat(history.due(7, null)).isNotSameAs(history.due(6, null));
  }

  @Test
  void eachEventOfAFrameIsEncodedOnceHoweverManyClientsModesAndFilters() {
    FrameHistory history = history(10, 0, 3);
    EncodedFrame due = history.due(2, null);
    for (int client = 0; client < 20; client++) {
      history.due(2, null).envelope(ClientFilter.EVERYTHING);
      history.due(2, null).messages(ClientFilter.EVERYTHING);
      history.due(2, null).messages(new ClientFilter(java.util.Set.of("energy"), null));
    }

    assertThat(metrics.encodedEvents()).isEqualTo(due.frame().events().size());
  }

  @Test
  void nothingIsEncodedUntilSomebodyAsksForTheText() {
    history(5, 0, 100).due(3, null);

    assertThat(metrics.encodedEvents()).isZero();
  }

  @Test
  void anEventThatNoClientWantsIsNotEncoded() {
    EncodedFrame due = history(10, 0, 3).due(2, null);
    due.messages(new ClientFilter(java.util.Set.of("energy"), null));

    assertThat(due.frame().events()).hasSize(2);
    assertThat(metrics.encodedEvents()).isEqualTo(1);
  }

  @Test
  void aPositionIsReachedFromTheFrameBeforeTheOldestToTheNewest() {
    FrameHistory history = history(4, 10, 19);

    assertThat(LongStream.range(0, 30).filter(history::reaches).boxed())
        .containsExactly(15L, 16L, 17L, 18L, 19L);
    assertThat(new FrameHistory(4, encoder).reaches(0)).isFalse();
  }

  @Property(tries = 300)
  void aBacklogBeyondTheRingEqualsThePlainMerge(
      @ForAll("frames") List<Frame> frames,
      @ForAll @IntRange(min = 1, max = 5) int capacity,
      @ForAll @IntRange(min = 500, max = 5000) int ringBytes,
      @ForAll @IntRange(min = 0, max = 20) int start) {
    FrameHistory history = new FrameHistory(new FrameRing(capacity, ringBytes), encoder);
    int first = Math.min(start, frames.size() - 1);
    frames.subList(0, first + 1).forEach(history::append);
    long after = frames.get(first).frameNumber();
    @Nullable Backlog backlog = null;
    List<Frame> missed = new ArrayList<>();
    for (Frame frame : frames.subList(first + 1, frames.size())) {
      history.append(frame);
      backlog = history.backlogOf(after, backlog);
      missed.add(frame);
      assertThat(history.due(after, backlog).frame())
          .isEqualTo(Frame.mergeAll(missed).from(after + 1));
      assertThat(history.losslessBytesDue(after, backlog))
          .isGreaterThanOrEqualTo(Frame.mergeAll(missed).losslessBytes())
          .isLessThanOrEqualTo(missed.stream().mapToLong(Frame::losslessBytes).sum());
    }
  }

  @Provide
  Arbitrary<List<Frame>> frames() {
    return FrameArbitraries.frames(2, 24);
  }

  private FrameHistory history(int capacity, long first, long last) {
    FrameHistory history = new FrameHistory(capacity, encoder);
    for (long number = first; number <= last; number++) {
      history.append(frame(number));
    }
    return history;
  }

  private static Frame frame(long number) {
    return TestEvents.frame(
        number,
        TestEvents.energy("m1", String.valueOf(number), "1", 1),
        TestEvents.text("s", number + " "));
  }
}
