package io.wirthforge.verticles.reward;

import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.RewardEvent.RewardType;

/** Everything that can be reached, each once per profile. Its key is what the file holds. */
enum Reward {
  FIRST_TOKEN("first-token", RewardType.ACHIEVEMENT, 10, "First spark", "The first token ever."),
  TEN_REPLIES("ten-replies", RewardType.MILESTONE, 25, "Ten replies", "Ten texts were completed."),
  THOUSAND_TOKENS(
      "thousand-tokens", RewardType.MILESTONE, 50, "A thousand tokens", "1000 tokens were made."),
  STEADY_FLOW(
      "steady-flow",
      RewardType.ACHIEVEMENT,
      50,
      "Steady flow",
      "At least 10 tokens in every second for 30 seconds."),
  TWO_MODELS(
      "two-models", RewardType.ACHIEVEMENT, 25, "In company", "Two models wrote in one frame."),
  FIRST_INTERFERENCE(
      "first-interference",
      RewardType.ACHIEVEMENT,
      40,
      "First interference",
      "The energies of two models rose and fell together, or against one another."),
  FIRST_RESONANCE(
      "first-resonance",
      RewardType.ACHIEVEMENT,
      60,
      "First resonance",
      "Two models wrote in one rhythm."),
  ENERGY_10("energy-10", RewardType.MILESTONE, 25, "Energy 10", "10 energy units in all."),
  ENERGY_100("energy-100", RewardType.MILESTONE, 75, "Energy 100", "100 energy units in all."),
  ENERGY_1000("energy-1000", RewardType.MILESTONE, 250, "Energy 1000", "1000 energy units in all.");

  private final String key;
  private final RewardType type;
  private final int points;
  private final String title;
  private final String description;

  Reward(String key, RewardType type, int points, String title, String description) {
    this.key = key;
    this.type = type;
    this.points = points;
    this.title = title;
    this.description = description;
  }

  String key() {
    return key;
  }

  int points() {
    return points;
  }

  RewardEvent event() {
    return new RewardEvent(
        0, new RewardEvent.Payload(type, title, points, description, null, null));
  }
}
