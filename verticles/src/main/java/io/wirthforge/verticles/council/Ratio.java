package io.wirthforge.verticles.council;

import io.wirthforge.schemas.ResonanceEvent.ResonanceType;
import org.jspecify.annotations.Nullable;

/**
 * A ratio of two rhythms: the first makes {@code first} beats while the other makes {@code second}.
 */
enum Ratio {
  ONE_TO_ONE(1, 1, ResonanceType.FUNDAMENTAL),
  ONE_TO_TWO(1, 2, ResonanceType.HARMONIC),
  TWO_TO_ONE(2, 1, ResonanceType.HARMONIC),
  ONE_TO_THREE(1, 3, ResonanceType.HARMONIC),
  THREE_TO_ONE(3, 1, ResonanceType.HARMONIC),
  TWO_TO_THREE(2, 3, ResonanceType.OVERTONE),
  THREE_TO_TWO(3, 2, ResonanceType.OVERTONE);

  private static final Ratio[] ALL = values();

  private final int first;
  private final int second;
  private final ResonanceType type;

  Ratio(int first, int second, ResonanceType type) {
    this.first = first;
    this.second = second;
    this.type = type;
  }

  int first() {
    return first;
  }

  int second() {
    return second;
  }

  ResonanceType type() {
    return type;
  }

  /**
   * The ratio two frequencies are nearest to; null if they are off every one.
   *
   * @param tolerance how far they may be off, relative to the ratio
   */
  static @Nullable Ratio of(double firstHz, double secondHz, double tolerance) {
    if (!(firstHz > 0 && secondHz > 0)) {
      return null;
    }
    Ratio nearest = null;
    double least = tolerance;
    for (Ratio ratio : ALL) {
      double off = Math.abs(firstHz * ratio.second / (secondHz * ratio.first) - 1);
      if (off <= least) {
        nearest = ratio;
        least = off;
      }
    }
    return nearest;
  }
}
