package io.wirthforge.verticles.decipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens over the last second, counted. */
class TokenPaceTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  @Test
  void noTokensMeanNoPace() {
    assertThat(new TokenPace().perSecond(5 * SECOND)).isZero();
  }

  @Test
  void aTokenCountsForOneSecond() {
    TokenPace pace = new TokenPace();
    pace.add(0, 1);
    assertThat(pace.perSecond(SECOND - 1)).isEqualTo(1);
    assertThat(pace.perSecond(SECOND)).isZero();
  }

  @Test
  void tokensThatArriveTogetherAllCount() {
    TokenPace pace = new TokenPace();
    pace.add(0, 3);
    pace.add(0, 4);
    assertThat(pace.perSecond(0)).isEqualTo(7);
  }

  @Test
  void aTimeThatGoesBackwardsCountsAsTheNewestTime() {
    TokenPace pace = new TokenPace();
    pace.add(SECOND, 1);
    pace.add(0, 1);
    assertThat(pace.perSecond(SECOND + SECOND / 2)).isEqualTo(2);
    assertThat(pace.perSecond(2 * SECOND)).isZero();
  }

  @Property
  void thePaceIsTheNumberOfTokensOfTheLastSecond(@ForAll("gapsMs") List<Integer> gapsMs) {
    TokenPace pace = new TokenPace();
    List<Long> arrivals = new ArrayList<>();
    long now = 0;
    for (int gap : gapsMs) {
      now += gap * MILLI;
      pace.add(now, 1);
      arrivals.add(now);
      long end = now;
      assertThat(pace.perSecond(now))
          .isEqualTo(arrivals.stream().filter(at -> end - at < SECOND).count());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 500, 1_000, 2_000, 10_000, 100_000})
  void aSteadyPaceIsMeasuredWithinOnePercentHoweverFast(int tokensPerSecond) {
    TokenPace pace = new TokenPace();
    for (int i = 0; i < 3 * tokensPerSecond; i++) {
      long now = i * SECOND / tokensPerSecond;
      pace.add(now, 1);
      if (now >= SECOND) {
        assertThat(pace.perSecond(now))
            .isCloseTo(tokensPerSecond, within(Math.max(1, tokensPerSecond * .01)));
      }
    }
  }

  @Provide
  Arbitrary<List<Integer>> gapsMs() {
    return Arbitraries.integers().between(1, 400).list().ofMaxSize(200);
  }
}
