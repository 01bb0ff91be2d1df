package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void asManyAsAllowedPassInASecondAndNoMore() {
    RateLimit limit = new RateLimit(100, 50);
    for (int i = 0; i < 100; i++) {
      assertThat(limit.allows(50 + i)).isTrue();
    }

    assertThat(limit.allows(SECOND)).isFalse();
    assertThat(limit.allows(SECOND + 49)).isFalse();
    assertThat(limit.allows(SECOND + 50)).isTrue();
  }

  @Test
  void aQuietHourSavesNothingUp() {
    RateLimit limit = new RateLimit(2, 0);
    long later = 3600 * SECOND;

    assertThat(limit.allows(later)).isTrue();
    assertThat(limit.allows(later + 1)).isTrue();
    assertThat(limit.allows(later + 2)).isFalse();
  }

  @Test
  void aTimeThatCountsFromBelowZeroIsAsGood() {
    RateLimit limit = new RateLimit(1, Long.MIN_VALUE);

    assertThat(limit.allows(Long.MIN_VALUE + 1)).isTrue();
    assertThat(limit.allows(Long.MIN_VALUE + 2)).isFalse();
    assertThat(limit.allows(Long.MIN_VALUE + SECOND)).isTrue();
  }
}
