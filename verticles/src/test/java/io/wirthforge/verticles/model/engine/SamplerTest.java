package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {

  /** Logits of the probabilities 0.5, 0.25, 0.15 and 0.1, not in this order. */
  private static final float[] LOGITS = {
    (float) Math.log(0.15), (float) Math.log(0.5), (float) Math.log(0.1), (float) Math.log(0.25)
  };

  @Test
  void randomNumbersAreThoseOfThePublishedAlgorithm() {
    var random = new SplitMix64(1_234_567);
    assertThat(random.nextDouble()).isEqualTo((6457827717110365317L >>> 11) * 0x1.0p-53);
    assertThat(random.nextDouble()).isEqualTo((3203168211198807973L >>> 11) * 0x1.0p-53);
    assertThat(random.nextDouble())
        .isEqualTo((Long.parseUnsignedLong("9817491932198370423") >>> 11) * 0x1.0p-53);
  }

  @Test
  void temperatureZeroTakesTheMostProbableTokenAndTheLowestAmongEquals() {
    assertThat(new Sampler(0, 1, 1, 4).sample(LOGITS)).isEqualTo(1);
    assertThat(new Sampler(0, 0.5, 2, 4).sample(new float[] {1, 3, 2, 3})).isEqualTo(1);
  }

  @Test
  void withoutANucleusTokensComeAsOftenAsTheyAreProbable() {
    double[] share = shares(new Sampler(1, 1, 3, 4));
    assertThat(share[1]).isCloseTo(0.5, within(0.01));
    assertThat(share[3]).isCloseTo(0.25, within(0.01));
    assertThat(share[0]).isCloseTo(0.15, within(0.01));
    assertThat(share[2]).isCloseTo(0.1, within(0.01));
  }

  @Test
  void aTemperatureSharpensTheChoice() {
    double[] share = shares(new Sampler(0.5, 1, 4, 4));
    double sum = 0.5 * 0.5 + 0.25 * 0.25 + 0.15 * 0.15 + 0.1 * 0.1;
    assertThat(share[1]).isCloseTo(0.25 / sum, within(0.01));
    assertThat(share[2]).isCloseTo(0.01 / sum, within(0.01));
  }

  @Test
  void aNucleusIsTheFewestTokensThatReachIt() {
    double[] share = shares(new Sampler(1, 0.8, 5, 4));
    assertThat(share[1]).isCloseTo(0.5 / 0.9, within(0.01));
    assertThat(share[3]).isCloseTo(0.25 / 0.9, within(0.01));
    assertThat(share[0]).isCloseTo(0.15 / 0.9, within(0.01));
    assertThat(share[2]).isZero();
  }

  @Test
  void aVanishingNucleusOrTemperatureIsGreedy() {
    assertThat(shares(new Sampler(1, 1e-9, 6, 4))[1]).isEqualTo(1);
    assertThat(shares(new Sampler(1e-300, 1, 7, 4))[1]).isEqualTo(1);
    assertThat(shares(new Sampler(1e-300, 0.9, 8, 4))[1]).isEqualTo(1);
  }

  @Property(tries = 500)
  void someTokenIsChosenWhateverTheParameters(
      @ForAll @IntRange(min = 1, max = 50) int vocab,
      @ForAll @DoubleRange(max = 100) double temperature,
      @ForAll @DoubleRange(max = 12) double digits,
      @ForAll Random random) {
    double topP = Math.pow(10, -digits);
    float[] logits = new float[vocab];
    boolean equal = random.nextBoolean();
    for (int id = 0; id < vocab; id++) {
      logits[id] = equal ? 1 : (float) (random.nextGaussian() * 20);
    }
    var sampler = new Sampler(temperature, topP, random.nextLong(), vocab);
    assertThat(sampler.sample(logits)).isBetween(0, vocab - 1);
  }

  @Test
  void theSeedDecides() {
    Set<String> seen = new TreeSet<>();
    for (long seed : new long[] {1, 2, 3, 1, 2, 3}) {
      var sampler = new Sampler(1, 0.95, seed, 4);
      var text = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        text.append(sampler.sample(LOGITS));
      }
      seen.add(text.toString());
    }
    assertThat(seen).hasSize(3);
  }

  private static double[] shares(Sampler sampler) {
    double[] shares = new double[LOGITS.length];
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      shares[sampler.sample(LOGITS)] += 1.0 / draws;
    }
    for (int id = 0; id < shares.length; id++) {
      shares[id] = Math.rint(shares[id] * 1e9) / 1e9;
    }
    return shares;
  }
}
