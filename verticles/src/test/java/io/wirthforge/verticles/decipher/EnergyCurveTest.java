package io.wirthforge.verticles.decipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every golden value of the energy formulas. */
class EnergyCurveTest {

  private static final EnergyCurve CURVE = EnergyCurve.DEFAULT;
  private static final double TOLERANCE = 1e-6;

  @Test
  void theDefaultsAreThoseOfTheSpecification() {
    assertThat(CURVE.tpsMax()).isEqualTo(20);
    assertThat(CURVE.stallMs()).isEqualTo(400);
    assertThat(CURVE.alpha()).isEqualTo(0.35);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 10, 0, .2275",
    "400, 2.5, .5, .460625",
    "950, 1, .5, .38975",
    "1500, 0, .5, .325",
  })
  void aTokenOfUnknownCertaintyMovesTheEnergy(
      double gapMs, double tokensPerSecond, double before, double after) {
    assertThat(CURVE.next(gapMs, tokensPerSecond, before)).isCloseTo(after, within(TOLERANCE));
  }

  @Test
  void aTokenOfKnownCertaintyMovesTheEnergy() {
    double certainty = EnergyCurve.certainty(List.of(.21, .12, .09));
    assertThat(certainty).isCloseTo(.2728256, within(TOLERANCE));
    assertThat(CURVE.next(118, 8.5, certainty, 0)).isCloseTo(.1730217, within(TOLERANCE));
  }

  @Test
  void tokensAtFullSpeedRampUp() {
    double[] ramp = {
      .35, .5775, .725375, .821494, .883971, .924581, .950978, .968136, .979288, .986537
    };
    double energy = 0;
    for (double expected : ramp) {
      energy = CURVE.next(50, 20, energy);
      assertThat(energy).isCloseTo(expected, within(TOLERANCE));
    }
  }

  @Test
  void fastAndSlowTokensMix() {
    double[][] steps = {
      {100, 10, .2275},
      {100, 10, .375375},
      {100, 10, .471494},
      {500, 2, .426425},
      {500, 2, .397131},
      {1500, .67, .266343},
      {50, 20, .523123},
      {50, 20, .690030},
    };
    double energy = 0;
    for (double[] step : steps) {
      energy = CURVE.next(step[0], step[1], energy);
      assertThat(energy).isCloseTo(step[2], within(TOLERANCE));
    }
  }

  @Test
  void certaintyIsOneLessTheShareOfTheGreatestEntropy() {
    assertThat(EnergyCurve.certainty(List.of(.5, .5))).isCloseTo(0, within(TOLERANCE));
    assertThat(EnergyCurve.certainty(List.of(.9, .1))).isCloseTo(.531004, within(TOLERANCE));
    assertThat(EnergyCurve.certainty(List.of(.97, .01, .01, .01)))
        .isCloseTo(.879030, within(TOLERANCE));
  }

  @Test
  void anImpossibleTokenAddsNothingToTheEntropy() {
    assertThat(EnergyCurve.certainty(List.of(1.0, 0.0))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 50, .015", "1, 0, .01", "2, 0, .02", "1, 100, .02"})
  void aTokenCostsMoreTheHeavierTheModelAndTheFasterItIs(
      double factor, double tokensPerSecond, double units) {
    assertThat(CURVE.units(factor, tokensPerSecond)).isCloseTo(units, within(TOLERANCE));
  }

  @Test
  void withoutTokensHalfIsLeftAfterSevenHundredMilliseconds() {
    int framesOf700Ms = 42;
    assertThat(CURVE.decayed(1, framesOf700Ms)).isCloseTo(.5, within(1e-5));
    assertThat(CURVE.decayed(.8, 1)).isCloseTo(.8 * .983632, within(TOLERANCE));
  }

  @Test
  void decayOverSkippedFramesIsThatOfEachFrame() {
    double frameByFrame = .9;
    for (int i = 0; i < 7; i++) {
      frameByFrame = CURVE.decayed(frameByFrame, 1);
    }
    assertThat(CURVE.decayed(.9, 7)).isCloseTo(frameByFrame, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"10, 500, .30", "14, 400, .35", "20, 350, .40"})
  void everyProfileStopsCountingAtItsOwnFullSpeedAndStall(
      double tpsMax, double stallMs, double alpha) {
    EnergyCurve profile = new EnergyCurve(tpsMax, stallMs, alpha);
    assertThat(profile.next(stallMs, tpsMax, 0)).isCloseTo(alpha, within(TOLERANCE));
    assertThat(profile.next(stallMs + 1100, 0, 0)).isZero();
    assertThat(profile.next(0, 10 * tpsMax, 1)).isEqualTo(1);
  }
}
