package io.wirthforge.verticles.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.Eventually;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that is asked to slow down takes so much longer for each token. */
class ThrottleTest {

  @ParameterizedTest
  @CsvSource({"1, 0", "0.5, 100", "0.25, 300", "7, 0", "0, 1900", "-1, 1900", "NaN, 0"})
  void thePaceDecidesHowMuchLongerATokenTakes(double pace, long extraNanos) {
    Throttle throttle = new Throttle();
    throttle.pace(pace);
    assertThat(throttle.extraNanos(100)).isEqualTo(extraNanos);
  }

  @Test
  void aTokenTakesItsShareOfASecondAndAsFastAsPossibleWhatItTook() {
    assertThat(new TokenRate(40).nanosFor(2, 5)).isEqualTo(50_000_000);
    assertThat(TokenRate.MAX.nanosFor(2, 5)).isEqualTo(5);
  }

  @Test
  void aTextUnderPressureIsTheSameTextLater() throws IOException {
    SourceRig rig = new SourceRig();
    TokenRequest request = SourceRig.request("a", 20, 3L);
    EmbeddedSource source = rig.source(new TokenRate(200), null);
    source.pressure(.25);
    long start = System.nanoTime();
    rig.start(source, request, rig);
    rig.awaitEnds(1);
    assertThat(System.nanoTime() - start).as("20 tokens of 20 ms").isGreaterThan(350_000_000L);
    assertThat(rig.textOf("a")).isEqualTo(rig.expected(request, 3));
    assertThat(List.copyOf(rig.ends)).hasSize(1);
    Eventually.done(rig.close());
  }
}
