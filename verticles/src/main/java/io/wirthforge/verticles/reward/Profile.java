package io.wirthforge.verticles.reward;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a person reached so far, over all runs. Holds figures and no text.
 *
 * @param tokens how many were made
 * @param replies how many texts were completed
 * @param energyThousandths the energy of all models, in thousandths of an energy unit
 * @param given the rewards that were told
 */
record Profile(long tokens, long replies, long energyThousandths, Set<Reward> given) {

  static final Profile EMPTY = new Profile(0, 0, 0, Set.of());

  /** The most that any figure says. */
  static final long MOST = 1_000_000_000_000_000L;

  private static final double SCALE = 1000;

  /** Takes a copy of the rewards. */
  Profile {
    given = Set.copyOf(given);
  }

  double energy() {
    return energyThousandths / SCALE;
  }

  long points() {
    long points = 0;
    for (Reward reward : given) {
      points += reward.points();
    }
    return points;
  }

  Profile with(Reward reward) {
    EnumSet<Reward> more = EnumSet.of(reward);
    more.addAll(given);
    return new Profile(tokens, replies, energyThousandths, more);
  }

  Profile plus(long moreTokens, long moreReplies, long moreThousandths) {
    return new Profile(
        sum(tokens, moreTokens),
        sum(replies, moreReplies),
        sum(energyThousandths, moreThousandths),
        given);
  }

  private static long sum(long some, long more) {
    return some + Math.min(more, MOST - some);
  }

  /** What either of two servers of one person knows. */
  Profile union(Profile other) {
    EnumSet<Reward> all = EnumSet.noneOf(Reward.class);
    all.addAll(given);
    all.addAll(other.given);
    return new Profile(
        Math.max(tokens, other.tokens),
        Math.max(replies, other.replies),
        Math.max(energyThousandths, other.energyThousandths),
        all);
  }
}
