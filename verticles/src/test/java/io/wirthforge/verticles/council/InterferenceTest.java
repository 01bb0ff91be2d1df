package io.wirthforge.verticles.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.InterferenceEvent.PatternType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When energies are said to rise and fall together, against one another, or neither. */
class InterferenceTest {

  private static final CouncilOptions OPTIONS = CouncilOptions.DEFAULT;

  private final Interference interference = new Interference(OPTIONS, List.of("a", "b"));
  private final List<InterferenceEvent> told = new ArrayList<>();
  private long frame;

  private List<PatternType> patterns() {
    return told.stream().map(each -> each.payload().patternType()).toList();
  }

  private void hold(double correlation, int frames) {
    for (int i = 0; i < frames; i++) {
      @Nullable InterferenceEvent event = interference.tick(++frame, correlation);
      if (event != null) {
        told.add(event);
      }
    }
  }

  @Test
  void aPatternIsToldOnceItHasHeldForLongEnough() {
    frame = 1000;
    hold(.7, OPTIONS.entryFrames() - 1);
    assertThat(told).isEmpty();
    hold(.7, 1);
    assertThat(told).hasSize(1);
    InterferenceEvent.Payload payload = told.get(0).payload();
    assertThat(payload.patternType()).isEqualTo(PatternType.CONSTRUCTIVE);
    assertThat(payload.models()).containsExactly("a", "b");
    assertThat(payload.intensity()).isEqualTo(.7);
    assertThat(payload.coherenceScore()).isEqualTo(.85);
    assertThat(told.get(0).frameNumber()).isEqualTo(frame);
  }

  @Test
  void aPatternThatIsInterruptedBeginsAnew() {
    hold(.9, OPTIONS.entryFrames() - 1);
    hold(.69, 1);
    hold(.9, OPTIONS.entryFrames() - 1);
    assertThat(patterns()).containsOnly(PatternType.NEUTRAL);
  }

  @Test
  void aPatternThatHoldsIsToldEveryQuarterOfASecond() {
    hold(-.8, OPTIONS.entryFrames() + 60);
    assertThat(told)
        .extracting(each -> each.payload().patternType())
        .containsOnly(PatternType.DESTRUCTIVE)
        .hasSize(5);
    assertThat(told.get(1).frameNumber() - told.get(0).frameNumber()).isEqualTo(15);
    assertThat(told.get(0).payload().coherenceScore()).isCloseTo(.1, within(1e-9));
  }

  @Test
  void aPatternIsHeldDownToSixTenthsAndThenItsEndIsToldOnce() {
    hold(.7, OPTIONS.entryFrames());
    hold(.6, 10);
    assertThat(told).hasSize(1);
    hold(.599, 1);
    assertThat(told).hasSize(2);
    assertThat(told.get(1).payload().patternType()).isEqualTo(PatternType.NEUTRAL);
    hold(.65, 14);
    assertThat(told).hasSize(2);
    hold(.65, 61);
    assertThat(patterns().subList(1, 7)).containsOnly(PatternType.NEUTRAL);
  }

  @Test
  void thatThereIsNoPatternIsToldAtFirstAndEveryQuarterOfASecond() {
    hold(.5, 61);
    assertThat(patterns()).hasSize(5).containsOnly(PatternType.NEUTRAL);
    assertThat(told.get(0).frameNumber()).isEqualTo(1);
    assertThat(told.get(1).frameNumber()).isEqualTo(16);
    assertThat(told.get(1).payload().intensity()).isEqualTo(.5);
    assertThat(told.get(1).payload().coherenceScore()).isEqualTo(.75);
  }

  @Test
  void whatIsEnoughForAPatternIsNeverCalledNeutral() {
    hold(.8, OPTIONS.entryFrames() + 1);
    assertThat(patterns()).containsExactly(PatternType.CONSTRUCTIVE);
  }

  @Test
  void aStreamThatFallsSilentEndsAPatternOnceHoweverLongItIsHeld() {
    CouncilOptions forEver = new CouncilOptions(8, 5, 60, 1, .2, .7, 0, 15, 60, 30, .05, .85, .7);
    Interference held = new Interference(forEver, List.of("a", "b"));
    assertThat(held.tick(1, .9)).isNotNull();
    InterferenceEvent end = Objects.requireNonNull(held.reset(2));
    assertThat(end.payload().patternType()).isEqualTo(PatternType.NEUTRAL);
    assertThat(end.payload().intensity()).isZero();
    for (int i = 3; i < 100; i++) {
      assertThat(held.reset(i)).isNull();
    }
  }

  @Test
  void anOppositePatternFollowsThroughNeutral() {
    hold(.9, OPTIONS.entryFrames());
    hold(-.9, OPTIONS.entryFrames());
    assertThat(told)
        .extracting(each -> each.payload().patternType())
        .startsWith(PatternType.CONSTRUCTIVE)
        .contains(PatternType.NEUTRAL)
        .endsWith(PatternType.DESTRUCTIVE);
  }

  @Test
  void correlationIsThatOfTheTextbook() {
    Random random = new Random(3);
    EnergySeries a = new EnergySeries(OPTIONS);
    EnergySeries b = new EnergySeries(OPTIONS);
    double[] xs = new double[OPTIONS.windowFrames()];
    double[] ys = new double[OPTIONS.windowFrames()];
    double x = 0;
    double y = 0;
    for (int i = 0; i < 1000; i++) {
      double common = random.nextDouble();
      double other = random.nextDouble();
      a.add(0, 1, common);
      b.add(0, 1, (common + other) / 2);
      a.close(i, 1);
      b.close(i, 1);
      x += OPTIONS.emaAlpha() * (common - x);
      y += OPTIONS.emaAlpha() * ((common + other) / 2 - y);
      xs[i % xs.length] = x;
      ys[i % ys.length] = y;
    }
    double expected = new PearsonsCorrelation().correlation(xs, ys);
    assertThat(a.correlation(b)).isCloseTo(expected, within(1e-9)).isBetween(.3, .99);
  }

  @Test
  void aSeriesThatDoesNotVaryIsRelatedToNothing() {
    EnergySeries flat = new EnergySeries(OPTIONS);
    EnergySeries steady = new EnergySeries(OPTIONS);
    EnergySeries varied = new EnergySeries(OPTIONS);
    for (int i = 0; i < 2000; i++) {
      steady.add(0, 1, .1);
      varied.add(0, 1, i % 7);
      for (EnergySeries each : Arrays.asList(flat, steady, varied)) {
        each.close(i, 1);
      }
    }
    assertThat(flat.correlation(varied)).isZero();
    assertThat(varied.correlation(flat)).isZero();
    assertThat(flat.correlation(flat)).isZero();
    assertThat(steady.correlation(varied)).isZero();
    assertThat(varied.correlation(varied)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aTokenBetweenTwoFramesIsSharedByThem() {
    EnergySeries early = new EnergySeries(OPTIONS);
    EnergySeries late = new EnergySeries(OPTIONS);
    for (int i = 0; i < 300; i++) {
      if (i % 10 == 0) {
        early.add(.999, 1, 1);
      }
      early.close(i, 1);
      late.close(i, 1);
      if (i % 10 == 0) {
        late.add(.001, 1, 1);
      }
    }
    assertThat(early.correlation(late)).as("two milliseconds apart").isGreaterThan(.99);
  }
}
