package io.wirthforge.verticles.decipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is told adds up to what was spent. */
class LedgerTest {

  @Test
  void anEmptyLedgerTellsZero() {
    Ledger ledger = new Ledger();
    assertThat(ledger.tellDelta()).isEqualByComparingTo("0");
    assertThat(ledger.told()).isEqualByComparingTo("0");
  }

  @Test
  void thousandthsThatRoundAwayComeBackLater() {
    Ledger ledger = new Ledger();
    ledger.add(.0004);
    assertThat(ledger.tellDelta()).isEqualByComparingTo("0");
    ledger.add(.0004);
    assertThat(ledger.tellDelta()).isEqualByComparingTo("0.001");
    ledger.add(.0004);
    assertThat(ledger.tellDelta()).isEqualByComparingTo("0");
    assertThat(ledger.told()).isEqualByComparingTo("0.001");
  }

  @Property
  void deltasAddUpToTheTotalAndTheTotalIsTheRoundedSum(
      @ForAll("entries") List<Double> entries, @ForAll("entries") List<Double> tellAfter) {
    Ledger ledger = new Ledger();
    BigDecimal deltas = BigDecimal.ZERO;
    double sum = 0;
    for (int i = 0; i < entries.size(); i++) {
      ledger.add(entries.get(i));
      sum += entries.get(i);
      if (i < tellAfter.size() && tellAfter.get(i) > 1) {
        BigDecimal before = ledger.told();
        BigDecimal delta = ledger.tellDelta();
        deltas = deltas.add(delta);
        assertThat(delta.signum()).isNotNegative();
        assertThat(ledger.told()).isEqualByComparingTo(before.add(delta));
      }
    }
    deltas = deltas.add(ledger.tellDelta());
    assertThat(deltas).isEqualByComparingTo(ledger.told());
    assertThat(ledger.told()).isEqualByComparingTo(rounded(sum));
    assertThat(ledger.units()).isEqualTo(sum);
  }

  private static BigDecimal rounded(double sum) {
    return new BigDecimal(sum * 1000).setScale(0, RoundingMode.HALF_UP).movePointLeft(3);
  }

  @Provide
  Arbitrary<List<Double>> entries() {
    return Arbitraries.oneOf(
            Arbitraries.doubles().between(0, .05).ofScale(9), Arbitraries.doubles().between(0, 1e6))
        .list()
        .ofMaxSize(200);
  }
}
