package io.wirthforge.verticles.reward;

import static io.wirthforge.verticles.reward.RewardRig.interference;
import static io.wirthforge.verticles.reward.RewardRig.resonance;
import static io.wirthforge.verticles.reward.RewardRig.text;
import static io.wirthforge.verticles.reward.RewardRig.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.InterferenceEvent.PatternType;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.RewardEvent.RewardType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule, at its edge, and each reward once. */
class RewardsTest {

  private final RewardRig rig = new RewardRig();

  private static Profile having(long tokens, long replies, long thousandths) {
    return new Profile(tokens, replies, thousandths, Set.of(Reward.values()));
  }

  private static RewardRig missing(Reward reward, Profile profile) {
    Set<Reward> others = new java.util.HashSet<>(profile.given());
    others.remove(reward);
    return new RewardRig(
        new Profile(profile.tokens(), profile.replies(), profile.energyThousandths(), others));
  }

  @Test
  void nothingIsReachedByIdleFrames() {
    for (int i = 0; i < 4000; i++) {
      rig.frame(tokens("m", 0, "0"));
    }
    assertThat(rig.told).isEmpty();
    assertThat(rig.rewards.profile()).isEqualTo(Profile.EMPTY);
  }

  @Test
  void theFirstTokenEverIsRewardedOnceAndMakesTheFirstLevel() {
    rig.frame(tokens("m", 1, "0.010"));
    rig.frame(tokens("m", 1, "0.010"));
    assertThat(rig.titles()).containsExactly("First spark", "Level 1");
    RewardEvent.Payload level = rig.told.get(1);
    assertThat(level.rewardType()).isEqualTo(RewardType.LEVEL_UP);
    assertThat(level.level()).isEqualTo(1);
    assertThat(level.points()).isEqualTo(10);
  }

  @Test
  void tenRepliesAreATenthCompletedText() {
    RewardRig ninth = missing(Reward.TEN_REPLIES, having(5, 8, 0));
    ninth.frame(text(true));
    ninth.frame(text(false));
    assertThat(ninth.titles()).isEmpty();
    ninth.frame(text(true));
    assertThat(ninth.titles()).containsExactly("Ten replies", "Level 5");
  }

  @Test
  void aThousandTokensAreNotNineHundredAndNinetyNine() {
    RewardRig near = missing(Reward.THOUSAND_TOKENS, having(998, 0, 0));
    near.frame(tokens("m", 1, "0"));
    assertThat(near.titles()).isEmpty();
    near.frame(tokens("m", 1, "0"));
    assertThat(near.titles()).first().isEqualTo("A thousand tokens");
  }

  @ParameterizedTest
  @CsvSource({
    "ENERGY_10, 9989, Energy 10",
    "ENERGY_100, 99989, Energy 100",
    "ENERGY_1000, 999989, Energy 1000"
  })
  void energyIsRewardedAtItsMarkWhateverTheRun(Reward reward, long before, String title) {
    RewardRig near = missing(reward, having(1, 0, before));
    near.frame(tokens("a", 1, "0.005"));
    near.frame(tokens("b", 1, "0.005"));
    assertThat(near.titles()).isEmpty();
    near.frame(tokens("a", 1, "0.001"));
    assertThat(near.titles()).first().isEqualTo(title);
  }

  @Test
  void tenTokensInEverySecondOfThirtyAreASteadyFlow() {
    RewardRig flow = missing(Reward.STEADY_FLOW, having(1, 0, 0));
    int frames = 0;
    while (flow.titles().isEmpty() && frames < 4000) {
      flow.frame(tokens("m", frames % 6 == 0 ? 1 : 0, "0"));
      frames++;
    }
    assertThat(flow.titles()).first().isEqualTo("Steady flow");
    assertThat(frames).isBetween(30 * 60, 31 * 60);
  }

  @Test
  void aSecondOfNineTokensInterruptsASteadyFlow() {
    RewardRig flow = missing(Reward.STEADY_FLOW, having(1, 0, 0));
    for (int i = 0; i < 60 * 59; i++) {
      boolean left = i / 60 == 29 && i % 60 < 12;
      flow.frame(tokens("m", i % 6 == 0 && !left ? 1 : 0, "0"));
    }
    assertThat(flow.titles()).isEmpty();
  }

  @Test
  void framesThatWereSkippedForASecondInterruptASteadyFlow() {
    RewardRig flow = missing(Reward.STEADY_FLOW, having(1, 0, 0));
    for (int i = 0; i < 60 * 50; i++) {
      flow.skip(i == 60 * 25 ? 61 : 0, tokens("m", i % 5 == 0 ? 1 : 0, "0"));
    }
    assertThat(flow.titles()).isEmpty();
  }

  @Test
  void twoModelsAtOnceAreTwoThatWriteInOneFrame() {
    RewardRig two = missing(Reward.TWO_MODELS, having(1, 0, 0));
    two.frame(tokens("a", 1, "0"), tokens("b", 0, "0"));
    two.frame(tokens("a", 0, "0"), tokens("b", 1, "0"));
    assertThat(two.titles()).isEmpty();
    two.frame(tokens("a", 1, "0"), tokens("b", 1, "0"));
    assertThat(two.titles()).first().isEqualTo("In company");
  }

  @Test
  void theFirstPatternsAreRewardedAndTheAbsenceOfOneIsNot() {
    rig.frame(interference(PatternType.NEUTRAL));
    assertThat(rig.told).isEmpty();
    rig.frame(interference(PatternType.DESTRUCTIVE));
    rig.frame(interference(PatternType.CONSTRUCTIVE), resonance());
    rig.frame(resonance());
    assertThat(rig.titles())
        .containsExactly("First interference", "Level 1", "First resonance", "Level 2");
  }

  @Test
  void allRewardsTogetherMakeAllFiveLevelsEachOnce() {
    for (int i = 0; i < 60 * 60; i++) {
      rig.frame(
          tokens("a", 1, "0.500"),
          tokens("b", 1, "0.500"),
          text(i % 60 == 0),
          interference(PatternType.CONSTRUCTIVE),
          resonance());
    }
    assertThat(rig.titles()).doesNotHaveDuplicates().hasSize(Reward.values().length + 5);
    assertThat(rig.titles()).contains("Level 1", "Level 2", "Level 3", "Level 4", "Level 5");
    assertThat(rig.rewards.profile().given()).containsExactlyInAnyOrder(Reward.values());
  }

  @Test
  void aProfileThatHasThemAllGetsNothing() {
    RewardRig full = new RewardRig(having(1, 1, 1));
    full.frame(tokens("a", 5000, "5000"), tokens("b", 5000, "5000"), resonance(), text(true));
    assertThat(full.told).isEmpty();
  }
}
