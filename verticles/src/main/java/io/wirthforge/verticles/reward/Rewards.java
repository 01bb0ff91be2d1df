package io.wirthforge.verticles.reward;

import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.InterferenceEvent.PatternType;
import io.wirthforge.schemas.ResonanceEvent;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.TokenStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the rewards: takes frames as everybody sees them, and tells what was reached. One
 * thread.
 */
final class Rewards {

  private final SteadyPace pace = new SteadyPace();
  private Profile profile;

  Rewards(Profile profile) {
    this.profile = profile;
  }

  Profile profile() {
    return profile;
  }

  /** Learns what another server of the same person told. */
  void know(Profile other) {
    profile = profile.union(other);
  }

  /** Of what was reached, that which was not told already, by the profile that another wrote. */
  static List<RewardEvent> unknownTo(Profile other, List<RewardEvent> reached) {
    Set<String> titles = new HashSet<>();
    other.given().forEach(each -> titles.add(each.event().payload().title()));
    for (int level = Levels.of(other.points()); level > 0; level--) {
      titles.add(Levels.event(level, 0).payload().title());
    }
    List<RewardEvent> unknown = new ArrayList<>(reached);
    unknown.removeIf(each -> titles.contains(each.payload().title()));
    return unknown;
  }

  /** Takes a frame in, and tells what was reached in it, levels after what led to them. */
  List<RewardEvent> take(long frame, List<Event> events) {
    long tokens = 0;
    long replies = 0;
    long thousandths = 0;
    int writing = 0;
    boolean interference = false;
    boolean resonance = false;
    for (Event event : events) {
      if (event instanceof EnergyUpdate update) {
        tokens += update.payload().tokensGenerated();
        thousandths += update.payload().deltaEnergy().movePointRight(3).longValue();
        writing += update.payload().tokensGenerated() > 0 ? 1 : 0;
      } else if (event instanceof TokenStream text) {
        replies += text.payload().isComplete() ? 1 : 0;
      } else if (event instanceof InterferenceEvent found) {
        interference |= found.payload().patternType() != PatternType.NEUTRAL;
      } else if (event instanceof ResonanceEvent) {
        resonance = true;
      }
    }
    boolean steady = pace.note(frame, tokens);
    if (tokens > 0 || replies > 0 || thousandths > 0) {
      profile = profile.plus(tokens, replies, thousandths);
    }
    return judge(tokens > 0 || replies > 0, steady, writing > 1, interference, resonance);
  }

  private List<RewardEvent> judge(
      boolean anything, boolean steady, boolean two, boolean interference, boolean resonance) {
    List<RewardEvent> told = new ArrayList<>();
    if (anything) {
      giveIf(profile.tokens() > 0, Reward.FIRST_TOKEN, told);
      giveIf(profile.replies() >= 10, Reward.TEN_REPLIES, told);
      giveIf(profile.tokens() >= 1000, Reward.THOUSAND_TOKENS, told);
      giveIf(profile.energy() >= 10, Reward.ENERGY_10, told);
      giveIf(profile.energy() >= 100, Reward.ENERGY_100, told);
      giveIf(profile.energy() >= 1000, Reward.ENERGY_1000, told);
    }
    giveIf(steady, Reward.STEADY_FLOW, told);
    giveIf(two, Reward.TWO_MODELS, told);
    giveIf(interference, Reward.FIRST_INTERFERENCE, told);
    giveIf(resonance, Reward.FIRST_RESONANCE, told);
    return told;
  }

  private void giveIf(boolean reached, Reward reward, List<RewardEvent> told) {
    if (!reached || profile.given().contains(reward)) {
      return;
    }
    int before = Levels.of(profile.points());
    profile = profile.with(reward);
    told.add(reward.event());
    for (int level = before + 1; level <= Levels.of(profile.points()); level++) {
      told.add(Levels.event(level, profile.points()));
    }
  }
}
