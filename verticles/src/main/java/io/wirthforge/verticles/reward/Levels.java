package io.wirthforge.verticles.reward;

import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.RewardEvent.RewardType;

/** The five levels, and the points each takes: 10, 60, 150, 300, 600. */
final class Levels {

  private static final int[] POINTS = {10, 60, 150, 300, 600};

  private Levels() {}

  /** The level that points make, 0…5. */
  static int of(long points) {
    int level = 0;
    while (level < POINTS.length && points >= POINTS[level]) {
      level++;
    }
    return level;
  }

  /** The news that a level was reached, with the points that made it. */
  static RewardEvent event(int level, long points) {
    return new RewardEvent(
        0,
        new RewardEvent.Payload(RewardType.LEVEL_UP, "Level " + level, points, null, level, null));
  }
}
