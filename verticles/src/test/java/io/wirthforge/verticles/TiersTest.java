package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.StartupComplete.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where one tier ends and the next begins. */
class TiersTest {

  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    "7, 64, LOW",
    "64, 1, LOW",
    "64, 2, LOW",
    "8, 3, MID",
    "64, 3, MID",
    "64, 7, MID",
    "23, 64, MID",
    "24, 8, HIGH",
    "512, 128, HIGH",
  })
  void memoryAndCoresDecide(long gib, int cores, Tier tier) {
    assertThat(Tiers.of(gib * GIB, cores)).isEqualTo(tier);
  }

  @Test
  void theLastByteCounts() {
    assertThat(Tiers.of(8 * GIB - 1, 64)).isEqualTo(Tier.LOW);
    assertThat(Tiers.of(24 * GIB - 1, 64)).isEqualTo(Tier.MID);
  }

  @Test
  void thisMachineHasATier() {
    assertThat(Tiers.detect()).isNotNull();
  }
}
