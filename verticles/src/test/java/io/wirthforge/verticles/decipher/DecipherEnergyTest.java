package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.DecipherRig.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyField.FieldType;
import io.wirthforge.verticles.model.TokenChunk.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How energy rises with tokens and fades without. */
class DecipherEnergyTest {

  private final DecipherRig rig = new DecipherRig();

  private void flow(int tokens, double gapMs) {
    double sinceTick = 0;
    for (int i = 0; i < tokens; i++) {
      rig.pass(gapMs);
      sinceTick += gapMs;
      rig.token("a", "x");
      if (sinceTick >= 16) {
        rig.decipher.tick(0, rig.now(), true);
        sinceTick = 0;
      }
    }
  }

  private double energy() {
    return rig.status("a").energy();
  }

  @Test
  void fastConfidentFlowBringsEnergyToOne() {
    rig.prompt("a");
    for (int i = 0; i < 300; i++) {
      rig.pass(20);
      rig.arrive("a", "x", 1, 0.0, List.of(new Candidate("x", 0), new Candidate("y", -100)));
    }
    assertThat(energy()).isCloseTo(1, within(1e-6));
  }

  @Test
  void silenceBringsEnergyToZeroAndKeepsItThere() {
    rig.prompt("a");
    flow(100, 20);
    assertThat(energy()).isGreaterThan(.9);
    rig.ticks(60 * 12);
    assertThat(energy()).isZero();
    rig.ticks(60);
    assertThat(energy()).isZero();
  }

  @Test
  void energyIsHeldForAStallAndThenHalvesEverySevenHundredMilliseconds() {
    rig.prompt("a");
    flow(100, 20);
    double full = energy();
    rig.ticks(24); // 400 ms: no stall yet.
    assertThat(energy()).isEqualTo(full);
    rig.ticks(42); // 700 ms
    assertThat(energy()).isCloseTo(full / 2, within(1e-4));
    rig.ticks(42);
    assertThat(energy()).isCloseTo(full / 4, within(1e-4));
  }

  @Test
  void skippedFramesFadeEnergyAsMuchAsServedOnes() {
    rig.prompt("a");
    flow(100, 20);
    DecipherRig other = new DecipherRig();
    other.prompt("a");
    for (int i = 0; i < 100; i++) {
      other.pass(20);
      other.token("a", "x");
    }
    rig.ticks(30);
    other.ticks(30);
    rig.ticks(20);
    other.skipAndTick(19);
    assertThat(other.status("a").energy()).isCloseTo(energy(), within(1e-12));
  }

  @Test
  void theGoldenMixOfFastTokensIsReachedThroughChunks() {
    rig.prompt("a");
    double expected = 0;
    int tokens = 0;
    for (int i = 0; i < 10; i++) {
      rig.pass(100);
      rig.token("a", "x");
      tokens++;
      double gapMs = i == 0 ? 1e9 : 100;
      expected = EnergyCurve.DEFAULT.next(gapMs, tokens, expected);
      assertThat(energy()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void aChunkOfSeveralTokensCountsAsThatManyEvenlySpread() {
    rig.prompt("a");
    rig.token("a", "x");
    double before = energy();
    rig.pass(600);
    rig.arrive("a", "abc", 3, null, List.of());
    double expected = before;
    for (int i = 0; i < 3; i++) {
      expected = EnergyCurve.DEFAULT.next(200, 4, expected);
    }
    assertThat(energy()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aboveTwelveTokensASecondTheFieldIsLightning() {
    assertThat(typeAt(12)).isEqualTo(FieldType.STREAM);
    assertThat(typeAt(13)).isEqualTo(FieldType.LIGHTNING);
  }

  @Test
  void lightningThatEndsIsToldWhileTheEnergyIsStillHeld() {
    rig.prompt("a");
    for (int i = 0; i < 13; i++) {
      rig.pass(55);
      rig.token("a", "x");
    }
    assertThat(fields(rig.tick()).get(0).fieldType()).isEqualTo(FieldType.LIGHTNING);
    rig.pass(350); // The first token is more than a second old, the last less than a stall.
    assertThat(fields(rig.tick()))
        .extracting(EnergyField.Payload::fieldType)
        .containsExactly(FieldType.STREAM);
  }

  private static FieldType typeAt(int tokensInASecond) {
    DecipherRig rig = new DecipherRig();
    rig.prompt("a");
    for (int i = 0; i < tokensInASecond; i++) {
      rig.pass(60);
      rig.token("a", "x");
    }
    return fields(rig.tick()).get(0).fieldType();
  }
}
