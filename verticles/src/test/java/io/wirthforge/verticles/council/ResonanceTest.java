package io.wirthforge.verticles.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wirthforge.schemas.ResonanceEvent;
import io.wirthforge.schemas.ResonanceEvent.ResonanceType;
import io.wirthforge.verticles.council.Arrivals.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two streams are said to speak in one rhythm, and which. */
class ResonanceTest {

  private static final double LENGTH_MS = 10_000;

  private static ResonanceEvent.Payload firstOf(double[] a, double[] b) {
    List<ResonanceEvent> told = new CouncilRig().play(a, b, LENGTH_MS).resonances();
    assertThat(told).isNotEmpty();
    return told.get(told.size() - 1).payload();
  }

  private static double[] metronome(double gapMs, double offsetMs) {
    double[] times = new double[(int) (LENGTH_MS / gapMs)];
    for (int i = 0; i < times.length; i++) {
      times[i] = offsetMs + i * gapMs;
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, FUNDAMENTAL, 10",
    "200, 100, HARMONIC, 5",
    "100, 200, HARMONIC, 5",
    "180, 60, HARMONIC, 5.5556",
    "60, 180, HARMONIC, 5.5556",
    "150, 100, OVERTONE, 6.6667",
    "100, 150, OVERTONE, 6.6667",
  })
  void aRatioOfSmallNumbersHasItsNameAndTheLowerFrequency(
      double gapA, double gapB, ResonanceType type, double frequency) {
    ResonanceEvent.Payload found = firstOf(metronome(gapA, 7), metronome(gapB, 7));
    assertThat(found.resonanceType()).isEqualTo(type);
    assertThat(found.frequency()).isEqualTo(frequency);
    assertThat(found.amplitude()).isCloseTo(1, within(1e-3));
    assertThat(found.participants()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "25, 90", "50, 180", "75, 270"})
  void thePhaseSaysByHowMuchTheFirstIsAhead(double aheadMs, double degrees) {
    ResonanceEvent.Payload found = firstOf(metronome(100, 100), metronome(100, 100 + aheadMs));
    assertThat(found.phase() % 360).isCloseTo(degrees, within(.5));
  }

  @ParameterizedTest
  @CsvSource({"100, 137", "100, 113", "100, 89", "50, 62"})
  void rhythmsOfNoSmallRatioAreNotSaidToBeOne(double gapA, double gapB) {
    CouncilRig rig = new CouncilRig().play(metronome(gapA, 3), metronome(gapB, 9), LENGTH_MS);
    assertThat(rig.resonances()).isEmpty();
  }

  @Test
  void aResonanceThatHoldsIsToldOnceASecond() {
    List<ResonanceEvent> told =
        new CouncilRig().play(metronome(50, 0), metronome(50, 20), LENGTH_MS).resonances();
    assertThat(told).hasSizeBetween(6, 8);
    for (int i = 1; i < told.size(); i++) {
      assertThat(told.get(i).frameNumber() - told.get(i - 1).frameNumber())
          .isGreaterThanOrEqualTo(60);
    }
  }

  @Test
  void aRhythmThatIsLostIsNoLongerTold() {
    Random random = new Random(1);
    double[] a = metronome(50, 0);
    double[] b = metronome(50, 0);
    double[] other = Arrivals.of(Kind.POISSON, LENGTH_MS, random);
    for (int i = b.length / 2; i < b.length; i++) {
      b[i] = i - b.length / 2 < other.length ? 5000 + other[i - b.length / 2] : b[i];
    }
    List<ResonanceEvent> told = new CouncilRig().play(a, b, LENGTH_MS).resonances();
    assertThat(told).isNotEmpty();
    assertThat(told.get(told.size() - 1).frameNumber()).isLessThan(60 * 8);
  }

  @Test
  void theChoiceOfARatioDoesNotDependOnTheOrderOfTheTwo() {
    for (double factor = .2; factor < 5; factor += .003) {
      Ratio one = Ratio.of(20, 20 * factor, .05);
      Ratio other = Ratio.of(20 * factor, 20, .05);
      if (one == null || other == null) {
        assertThat(one == null && other == null || Math.abs(factor - 1) > .04).isTrue();
      } else {
        assertThat(one.first()).isEqualTo(other.second());
        assertThat(one.second()).isEqualTo(other.first());
      }
    }
    assertThat(Ratio.of(0, 20, .05)).isNull();
    assertThat(Ratio.of(Double.NaN, 20, .05)).isNull();
  }
}
