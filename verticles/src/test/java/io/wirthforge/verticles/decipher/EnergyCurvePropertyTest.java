package io.wirthforge.verticles.decipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Energy and certainty stay in 0…1, whatever comes in. */
class EnergyCurvePropertyTest {

  private static final EnergyCurve CURVE = EnergyCurve.DEFAULT;

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void energyStaysBetweenZeroAndOne(
      @ForAll("anyDouble") double gapMs,
      @ForAll("anyDouble") double tokensPerSecond,
      @ForAll("anyDouble") double certainty,
      @ForAll("share") double before) {
    assertThat(CURVE.next(gapMs, tokensPerSecond, before)).isBetween(0.0, 1.0);
    assertThat(CURVE.next(gapMs, tokensPerSecond, certainty, before)).isBetween(0.0, 1.0);
  }

  @Property
  void certaintyStaysBetweenZeroAndOneWhateverTheProbabilitiesAddUpTo(
      @ForAll("probabilities") List<Double> probabilities) {
    assertThat(EnergyCurve.certainty(probabilities)).isBetween(0.0, 1.0);
  }

  @Property
  void certaintyDoesNotDependOnTheOrder(@ForAll("probabilities") List<Double> probabilities) {
    List<Double> sorted = new ArrayList<>(probabilities);
    sorted.sort(null);
    assertThat(EnergyCurve.certainty(sorted))
        .isCloseTo(EnergyCurve.certainty(probabilities), within(1e-9));
  }

  @Property
  void decayNeverRaisesEnergy(@ForAll("share") double before, @ForAll("frames") long frames) {
    assertThat(CURVE.decayed(before, frames)).isBetween(0.0, before);
  }

  @Property
  void silenceBringsEnergyToZeroAndFastFlowToOne(@ForAll("share") double before) {
    assertThat(CURVE.decayed(before, 60 * 60)).isLessThan(1e-6);
    double energy = before;
    for (int i = 0; i < 100; i++) {
      energy = CURVE.next(10, 100, 1, energy);
    }
    assertThat(energy).isGreaterThan(1 - 1e-6);
  }

  @Property
  void fasterTokensNeverMeanLessEnergy(
      @ForAll("share") double before, @ForAll("pace") double slow, @ForAll("pace") double more) {
    assertThat(CURVE.next(100, slow + more, before))
        .isGreaterThanOrEqualTo(CURVE.next(100, slow, before));
  }

  @Provide
  Arbitrary<Double> anyDouble() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.doubles().between(0, 2000),
        Arbitraries.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE));
  }

  @Provide
  Arbitrary<Double> share() {
    return Arbitraries.doubles().between(0, 1).ofScale(9);
  }

  @Provide
  Arbitrary<Double> pace() {
    return Arbitraries.doubles().between(0, 1e6);
  }

  @Provide
  Arbitrary<Long> frames() {
    return Arbitraries.longs().between(1, 1_000_000);
  }

  @Provide
  Arbitrary<List<Double>> probabilities() {
    return share().list().ofMinSize(2).ofMaxSize(20);
  }
}
