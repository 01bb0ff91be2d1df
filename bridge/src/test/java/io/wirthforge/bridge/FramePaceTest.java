package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FramePaceTest {

  private final FramePace pace = new FramePace();

  @Test
  void withoutAWishEveryFrameMayFollow() {
    assertThat(framesIn(0, 600)).isEqualTo(600);
  }

  @Property
  void aRateIsKeptExactlyInEverySecondWhereverItBegins(
      @ForAll @IntRange(min = 1, max = 60) int rate,
      @ForAll @IntRange(min = 0, max = 1_000_000) int start) {
    pace.maxFrameRate(rate);

    assertThat(framesIn(start, 60)).isEqualTo(rate);
    assertThat(framesIn(start, 600)).isEqualTo(10 * rate);
  }

  @Test
  void aHiddenPageGetsOneFrameASecondWhateverRateItAskedFor() {
    pace.maxFrameRate(30);
    pace.hidden(true);

    assertThat(framesIn(7, 600)).isEqualTo(10);
  }

  @Test
  void aPageThatReturnsGetsOneFrameAtOnceAndThenItsRate() {
    pace.maxFrameRate(1);
    pace.hidden(true);
    assertThat(pace.allows(61, 62)).isFalse();
    pace.hidden(false);
    assertThat(pace.allows(61, 62)).isTrue();
    pace.sent();

    assertThat(pace.allows(62, 63)).isFalse();
    assertThat(framesIn(63, 600)).isEqualTo(10);
  }

  @Test
  void aPageThatWasNeverHiddenDoesNotReturn() {
    pace.maxFrameRate(1);
    pace.hidden(false);

    assertThat(pace.allows(61, 62)).isFalse();
  }

  private int framesIn(long start, int ticks) {
    int sent = 0;
    long last = start;
    for (long tick = start + 1; tick <= start + ticks; tick++) {
      if (pace.allows(last, tick)) {
        last = tick;
        sent++;
      }
    }
    return sent;
  }
}
