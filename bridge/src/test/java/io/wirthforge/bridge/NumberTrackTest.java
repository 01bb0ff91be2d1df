package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberTrackTest {

  private static final long LATER = NumberTrack.PATIENCE_NANOS + 1;

  @Test
  void whatComesOutOfOrderInTimeIsNotLost() {
    NumberTrack track = new NumberTrack(10);
    track.took(13, 0);
    track.took(12, 5);
    track.took(11, 9);

    assertThat(track.takeLost(LATER + 9)).isZero();
    assertThat(track.highest()).isEqualTo(13);
    assertThat(track.missing()).isEmpty();
  }

  @Test
  void whatDoesNotComeInTimeIsLostOnce() {
    NumberTrack track = new NumberTrack(0);
    track.took(1, 0);
    track.took(4, 0);

    assertThat(track.takeLost(NumberTrack.PATIENCE_NANOS)).isZero();
    assertThat(track.takeLost(LATER)).isEqualTo(2);
    assertThat(track.takeLost(2 * LATER)).isZero();
  }

  @Test
  void whatWasSentLastAndDidNotComeIsMissed() {
    NumberTrack track = new NumberTrack(5);
    track.told(7, 0);

    assertThat(track.knows(5)).isTrue();
    assertThat(track.knows(6)).isFalse();
    assertThat(track.missing()).containsExactly(6L, 7L);
    assertThat(track.takeLost(LATER)).isEqualTo(2);
  }

  @Test
  void aHugeGapIsCountedWithoutKeepingItsNumbers() {
    NumberTrack track = new NumberTrack(0);
    track.took(5_000_000_000L, 0);

    assertThat(track.missing().size()).isLessThanOrEqualTo(NumberTrack.MAX_MISSING);
    assertThat(track.takeLost(LATER)).isEqualTo(4_999_999_999L);
  }

  @Property
  void ofNumbersThatComeInAnyOrderExactlyThoseThatDidNotAreLost(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 40) Integer> order) {
    NumberTrack track = new NumberTrack(0);
    Set<Integer> came = new HashSet<>(order);
    order.forEach(number -> track.took(number, 0));
    track.told(40, 1);

    for (int number = 1; number <= 40; number++) {
      assertThat(track.knows(number)).isEqualTo(came.contains(number));
    }
    assertThat(track.takeLost(1 + LATER)).isEqualTo(40 - came.size());
  }

  @Test
  void ofWhatANodeSentItselfItMissesNothingHoweverOftenItHandsItsStateOver() {
    NumberTracks tracks = new NumberTracks();
    NumberTracks.Source own = new NumberTracks.Source("n", "wirthforge.cluster.relay");
    tracks.told(own, 0, 0); // As another node knew it.
    for (long sent : new long[] {100, 200}) {
      tracks.knowsAll(own, sent);

      assertThat(NumberTracks.read(tracks.toJson(), 0).knows(own, sent)).isTrue();
    }
  }

  @Test
  void whatANewcomerIsHandedKnowsTheSameNumbers() {
    NumberTracks tracks = new NumberTracks();
    NumberTracks.Source source = new NumberTracks.Source("n", "wirthforge.energy");
    tracks.told(source, 7, 0);
    tracks.took(source, 10, 0);
    NumberTracks handed = NumberTracks.read(tracks.toJson(), 0);

    for (int number = 1; number <= 11; number++) {
      assertThat(handed.knows(source, number)).isEqualTo(tracks.knows(source, number));
    }
    assertThat(handed.takeLost("n", LATER)).isEqualTo(2);
    handed.forget("n");
    assertThat(handed.knows(source, 1)).isFalse();
  }
}
