package io.wirthforge.verticles.council;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.InterferenceEvent.PatternType;
import io.wirthforge.verticles.council.Arrivals.Kind;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Streams whose relation is known: how often the council is wrong, and how often it sees. Every run
 * has its seed; the counts are printed.
 */
class SyntheticStreamsTest {

  private static final PrintStream OUT = System.out;
  private static final int RUNS = 500;
  private static final double LENGTH_MS = 20_000;
  private static final double JITTER_MS = 3;
  private static final double EXPECTED = 0.95;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "METRONOME")
  void ofIndependentStreamsNothingIsSaid(Kind kind) {
    int interferences = 0;
    int resonances = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      CouncilRig rig = independent(CouncilOptions.DEFAULT, kind, seed);
      interferences += rig.interferes() ? 1 : 0;
      resonances += rig.resonances().isEmpty() ? 0 : 1;
    }
    print("independent", kind, interferences, resonances);
    assertThat(interferences).as("false interferences").isZero();
    assertThat(resonances).as("false resonances").isZero();
  }

  @ParameterizedTest
  @EnumSource
  void streamsInStepAreFound(Kind kind) {
    int interferences = 0;
    int resonances = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      double[] beats = Arrivals.of(kind, LENGTH_MS, random);
      CouncilRig rig =
          new CouncilRig()
              .play(
                  Arrivals.jittered(beats, JITTER_MS, random),
                  Arrivals.jittered(beats, JITTER_MS, random),
                  LENGTH_MS);
      interferences += rig.found(PatternType.CONSTRUCTIVE) ? 1 : 0;
      resonances += rig.resonances().isEmpty() ? 0 : 1;
    }
    print("in step, 3 ms jitter", kind, interferences, resonances);
    assertThat(interferences).as("found interferences").isGreaterThanOrEqualTo(expected());
    assertThat(resonances).as("found resonances").isGreaterThanOrEqualTo(expected());
  }

  @Test
  void aWindowOfOneSecondWouldRaiseFalseAlarms() {
    CouncilOptions atOnce = new CouncilOptions(8, 5, 60, 1, .2, .7, .6, 15, 60, 30, .05, .85, .7);
    CouncilOptions held = new CouncilOptions(8, 5, 60, 30, .2, .7, .6, 15, 60, 30, .05, .85, .7);
    int interferences = 0;
    int resonances = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      interferences += independent(atOnce, Kind.POISSON, seed).interferes() ? 1 : 0;
      resonances += independent(held, Kind.VERY_EVEN, seed).resonances().isEmpty() ? 0 : 1;
    }
    print("independent, 60 frames, told at once", Kind.POISSON, interferences, 0);
    print("independent, 60 frames, held for 30", Kind.VERY_EVEN, 0, resonances);
    assertThat(interferences).isGreaterThan(RUNS / 20);
    assertThat(resonances).isGreaterThan(RUNS / 20);
  }

  private static CouncilRig independent(CouncilOptions options, Kind kind, int seed) {
    Random random = new Random(seed);
    double[] a = Arrivals.of(kind, LENGTH_MS, random);
    double[] b = Arrivals.of(kind, LENGTH_MS, random);
    return new CouncilRig(options).play(a, b, LENGTH_MS);
  }

  private static int expected() {
    return (int) Math.ceil(RUNS * EXPECTED);
  }

  private static void print(String streams, Kind kind, int interferences, int resonances) {
    OUT.println(
        String.format(
            Locale.ROOT,
            "council: %s, %s, %d runs of 20 s: interference in %d, resonance in %d",
            streams,
            kind,
            RUNS,
            interferences,
            resonances));
  }
}
