package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameRingTest {

  @Test
  void anEmptyRingHoldsNothing() {
    FrameRing ring = new FrameRing(3);

    assertThat(ring.size()).isZero();
    assertThat(ring.newest()).isNull();
    assertThat(ring.indexAfter(-1)).isZero();
    assertThat(ring.from(0)).isEmpty();
    assertThat(ring.losslessBytesFrom(0)).isZero();
    assertThatThrownBy(() -> ring.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theOldestFrameMakesRoomAndIsHandedBack() {
    FrameRing ring = new FrameRing(2);
    Frame first = TestEvents.frame(1);

    assertThat(ring.append(first)).isEmpty();
    assertThat(ring.append(TestEvents.frame(2))).isEmpty();
    assertThat(ring.append(TestEvents.frame(3))).containsExactly(first);
    assertThat(ring.from(0)).extracting(Frame::frameNumber).containsExactly(2L, 3L);
  }

  @Test
  void aFrameHeavierThanTheWholeRingStaysAlone() {
    FrameRing ring = new FrameRing(10, 5000);
    ring.append(frame(1, 500));
    ring.append(frame(2, 500));
    List<Frame> evicted = ring.append(frame(3, 50_000));

    assertThat(evicted).extracting(Frame::frameNumber).containsExactly(1L, 2L);
    assertThat(ring.from(0)).extracting(Frame::frameNumber).containsExactly(3L);
    assertThat(ring.append(frame(4, 1))).extracting(Frame::frameNumber).containsExactly(3L);
  }

  @Property(tries = 300)
  void aRingKnowsWhatAListOfItsNewestFramesWouldKnow(
      @ForAll @IntRange(min = 1, max = 9) int capacity,
      @ForAll @IntRange(min = 1, max = 9) int kilobytes,
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 4) Integer> gaps,
      @ForAll @IntRange(min = -1, max = 120) int position) {
    FrameRing ring = new FrameRing(capacity, kilobytes * 1024L);
    List<Frame> model = new ArrayList<>();
    long number = 0;
    for (int gap : gaps) {
      number += gap;
      Frame frame = frame(number, gap * 300);
      model.add(frame);
      List<Frame> gone = new ArrayList<>();
      while (model.size() > capacity || model.size() > 1 && bytes(model) > kilobytes * 1024L) {
        gone.add(model.remove(0));
      }
      assertThat(ring.append(frame)).isEqualTo(gone);
    }
    List<Frame> after = model.stream().filter(f -> f.frameNumber() > position).toList();

    assertThat(ring.size()).isEqualTo(model.size());
    assertThat(ring.from(0)).isEqualTo(model);
    assertThat(ring.from(ring.indexAfter(position))).isEqualTo(after);
    assertThat(ring.losslessBytesFrom(ring.indexAfter(position)))
        .isEqualTo(after.stream().mapToLong(Frame::losslessBytes).sum());
    assertThat(ring.newest()).isEqualTo(model.isEmpty() ? null : model.get(model.size() - 1));
  }

  private static long bytes(List<Frame> frames) {
    return frames.stream().mapToLong(Frame::bytes).sum();
  }

  private static Frame frame(long number, int characters) {
    return TestEvents.frame(number, TestEvents.text("s", "x".repeat(characters)));
  }
}
