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

    assertThat(ring.append(first)).isNull();
    assertThat(ring.append(TestEvents.frame(2))).isNull();
    assertThat(ring.append(TestEvents.frame(3))).isSameAs(first);
    assertThat(ring.from(0)).extracting(Frame::frameNumber).containsExactly(2L, 3L);
  }

  @Property(tries = 300)
  void aRingKnowsWhatAListOfItsNewestFramesWouldKnow(
      @ForAll @IntRange(min = 1, max = 9) int capacity,
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 4) Integer> gaps,
      @ForAll @IntRange(min = -1, max = 120) int position) {
    FrameRing ring = new FrameRing(capacity);
    List<Frame> all = new ArrayList<>();
    long number = 0;
    for (int gap : gaps) {
      number += gap;
      Frame frame = TestEvents.frame(number, TestEvents.text("s", "x".repeat(gap)));
      all.add(frame);
      ring.append(frame);
    }
    List<Frame> newest = all.subList(Math.max(0, all.size() - capacity), all.size());
    List<Frame> after = newest.stream().filter(f -> f.frameNumber() > position).toList();

    assertThat(ring.from(0)).isEqualTo(newest);
    assertThat(ring.from(ring.indexAfter(position))).isEqualTo(after);
    assertThat(ring.losslessBytesFrom(ring.indexAfter(position)))
        .isEqualTo(after.stream().mapToLong(Frame::losslessBytes).sum());
    assertThat(ring.newest()).isEqualTo(all.isEmpty() ? null : all.get(all.size() - 1));
  }
}
