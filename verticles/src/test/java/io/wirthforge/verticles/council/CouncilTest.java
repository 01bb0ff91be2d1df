package io.wirthforge.verticles.council;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.InterferenceEvent.PatternType;
import io.wirthforge.verticles.council.Arrivals.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is compared, when, and how often the council speaks. */
class CouncilTest {

  private static final double LENGTH_MS = 12_000;

  private static double[] beats(long seed) {
    return Arrivals.of(Kind.UNEVEN, LENGTH_MS, new Random(seed));
  }

  @Test
  void oneModelAloneIsComparedToNobody() {
    CouncilRig rig = new CouncilRig().play(Map.of("only", beats(1)), LENGTH_MS);
    assertThat(rig.events).isEmpty();
  }

  @Test
  void everyPairOfModelsThatAgreesIsToldSortedAndWithoutDoubles() {
    double[] beats = beats(1);
    CouncilRig rig = new CouncilRig().play(Map.of("c", beats, "a", beats, "b", beats), LENGTH_MS);
    CouncilRig.judge(rig.events);
    assertThat(rig.interferences())
        .extracting(each -> each.payload().models())
        .contains(List.of("a", "b"), List.of("a", "c"), List.of("b", "c"))
        .allSatisfy(models -> assertThat(models).isSorted().doesNotHaveDuplicates().hasSize(2));
    assertThat(rig.resonances())
        .extracting(each -> each.payload().participants())
        .contains(List.of("a", "b"), List.of("a", "c"), List.of("b", "c"))
        .allSatisfy(models -> assertThat(models).isSorted().doesNotHaveDuplicates().hasSize(2));
  }

  @Test
  void aStreamOfFewerThanFiveTokensASecondIsNotCompared() {
    double[] slow = new double[40];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = i * 260;
    }
    assertThat(new CouncilRig().play(slow, slow, LENGTH_MS).events).isEmpty();
  }

  @Test
  void streamsThatTakeTurnsAreDestructive() {
    Random random = new Random(5);
    double[] both = Arrivals.of(Kind.VERY_EVEN, LENGTH_MS, random);
    double[] odd = Arrays.stream(both).filter(at -> (long) (at / 400) % 2 == 1).toArray();
    double[] even = Arrays.stream(both).filter(at -> (long) (at / 400) % 2 == 0).toArray();
    CouncilRig rig = new CouncilRig().play(fill(odd), fill(even), LENGTH_MS);
    assertThat(rig.found(PatternType.DESTRUCTIVE)).isTrue();
    assertThat(rig.found(PatternType.CONSTRUCTIVE)).isFalse();
  }

  /** Bursts with a token every few milliseconds, so that both streams are active. */
  private static double[] fill(double[] times) {
    return Arrivals.divided(2, times);
  }

  @Test
  void streamsThatOnlyBeginTogetherAreNotRelated() {
    for (int seed = 0; seed < 50; seed++) {
      double[] a = Arrays.stream(beats(seed)).map(at -> at + 3000).toArray();
      double[] b = Arrays.stream(beats(1000 + seed)).map(at -> at + 3000).toArray();
      assertThat(new CouncilRig().play(a, b, LENGTH_MS).interferes()).as("seed " + seed).isFalse();
    }
  }

  @Test
  void theEndOfAStreamEndsThePatternAndNotTheCouncil() {
    double[] beats = beats(1);
    double[] half = Arrays.stream(beats).filter(at -> at < LENGTH_MS / 2).toArray();
    CouncilRig rig =
        new CouncilRig().play(Map.of("a", beats, "b", beats, "fails", half), LENGTH_MS);
    List<InterferenceEvent> ofFailed =
        rig.interferences().stream()
            .filter(each -> each.payload().models().contains("fails"))
            .toList();
    assertThat(ofFailed).isNotEmpty();
    assertThat(ofFailed.get(ofFailed.size() - 1).payload().patternType())
        .isEqualTo(PatternType.NEUTRAL);
    InterferenceEvent last = rig.interferences().get(rig.interferences().size() - 1);
    assertThat(last.payload().models()).containsExactly("a", "b");
    assertThat(last.payload().patternType()).isEqualTo(PatternType.CONSTRUCTIVE);
  }

  @Test
  void withoutTimeForPatternsNothingIsSaidAndNothingIsLost() {
    double[] beats = beats(1);
    Council busy = new Council(CouncilOptions.DEFAULT);
    int next = 0;
    for (long frame = 0; frame < 600; frame++) {
      double tick = frame * CouncilRig.FRAME_MS;
      while (next < beats.length && beats[next] <= tick) {
        busy.tokens("a", CouncilRig.nanos(beats[next]), 1, .01);
        busy.tokens("b", CouncilRig.nanos(beats[next++]), 1, .01);
      }
      List<Event> told = busy.tick(frame, CouncilRig.nanos(tick), frame >= 400);
      assertThat(told.isEmpty() || frame >= 400).isTrue();
      if (!told.isEmpty()) {
        assertThat(frame).as("the window was full already").isLessThan(500);
        return;
      }
    }
    throw new AssertionError("no pattern was told");
  }

  @Test
  void modelsThatFellSilentMakeRoomForOthersAfterASecond() {
    TreeMap<String, double[]> streams = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      streams.put("gone-" + i, new double[] {500 + i});
    }
    double[] late = Arrays.stream(beats(1)).map(at -> at + 2000).toArray();
    streams.put("a", late);
    streams.put("b", late);
    CouncilRig rig = new CouncilRig().play(streams, 8000);
    assertThat(rig.found(PatternType.CONSTRUCTIVE)).isTrue();
    assertThat(rig.council.streams()).isLessThanOrEqualTo(CouncilOptions.DEFAULT.maxModels());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 700})
  void aPatternIsToldToHaveEndedHoweverLongThereWasNoTimeOrNoTick(int served) {
    double[] beats = beats(1);
    CouncilRig rig = new CouncilRig().play(beats, beats, 6000);
    assertThat(rig.found(PatternType.CONSTRUCTIVE)).isTrue();
    List<Event> told = new ArrayList<>();
    for (int i = served; i >= 0; i--) {
      long frame = 360 + 1000 - i;
      told.addAll(rig.council.tick(frame, CouncilRig.nanos(frame * CouncilRig.FRAME_MS), i == 0));
    }
    assertThat(told)
        .hasSize(1)
        .allSatisfy(
            each ->
                assertThat(((InterferenceEvent) each).payload().patternType())
                    .isEqualTo(PatternType.NEUTRAL));
  }

  @Test
  void theSameStreamsGiveTheSameEvents() {
    double[] beats = beats(9);
    double[] other = Arrivals.jittered(beats, 3, new Random(2));
    List<Event> first = new CouncilRig().play(beats, other, LENGTH_MS).events;
    assertThat(new CouncilRig().play(beats, other, LENGTH_MS).events).isEqualTo(first).isNotEmpty();
  }
}
