package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.DecipherRig.MODEL;
import static io.wirthforge.verticles.decipher.DecipherRig.fields;
import static io.wirthforge.verticles.decipher.DecipherRig.texts;
import static io.wirthforge.verticles.decipher.DecipherRig.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.SafeText;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenChunk.Candidate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no source should send harms nothing; the rig judges every event by the schema. */
class DecipherBadInputTest {

  private final DecipherRig rig = new DecipherRig();

  @Test
  void arrivalTimesThatGoBackwardsCountAsTheNewest() {
    rig.prompt("a");
    long[] offsetsMs = {0, 50, -500, 60, -10_000, 70, Long.MIN_VALUE / 4_000_000, 80};
    for (int i = 0; i < offsetsMs.length; i++) {
      long at = rig.now() + offsetsMs[i] * DecipherRig.MILLI;
      assertThat(rig.arrive(new TokenChunk("a", MODEL, i, "x", 1, null, List.of(), at))).isTrue();
      rig.tick();
      assertThat(rig.status("a").energy()).isBetween(0.0, 1.0);
      assertThat(rig.status("a").tokensPerSecond()).isBetween(0.0, 8.0);
    }
    assertThat(rig.textOf("a")).isEqualTo("xxxxxxxx");
    assertThat(fields(rig.events))
        .flatExtracting(EnergyField.Payload::coordinates)
        .allSatisfy(each -> assertThat(each.x()).isBetween(0.0, 1.0));
  }

  @Test
  void aMillionTokensInOneChunkAreCountedAndPaidFor() {
    rig.prompt("a");
    rig.arrive("a", "much", 1_000_000, -1.0, List.of());
    List<Event> made = rig.tick();
    assertThat(updates(made).get(0).tokensGenerated()).isEqualTo(1_000_000);
    assertThat(updates(made).get(0).deltaEnergy()).isEqualByComparingTo("100010000");
    assertThat(fields(made).get(0).intensity()).isBetween(0.0, 1.0);
  }

  @Test
  void aMillionChunksInOneFrameAreAllTextAndFewPoints() {
    rig.prompt("a");
    for (int i = 0; i < 1_000_000; i++) {
      rig.pass(1e-5);
      rig.token("a", "x");
    }
    List<Event> made = rig.decipher.tick(1, rig.now(), true);
    assertThat(texts(made)).hasSizeGreaterThan(1);
    assertThat(texts(made).stream().mapToInt(each -> each.tokens().size()).sum())
        .isEqualTo(1_000_000);
    assertThat(updates(made).get(0).tokensGenerated()).isEqualTo(1_000_000);
    assertThat(fields(made).get(0).coordinates()).hasSizeLessThanOrEqualTo(64);
    assertThat(texts(rig.tick())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        -9999,
        -3.4e38,
        Double.POSITIVE_INFINITY,
        5,
        -0.0
      })
  void anyLogProbabilityGivesAPointInTheUnitSquare(double logprob) {
    rig.prompt("a");
    rig.tick();
    rig.arrive("a", "x", 1, logprob, candidates(logprob, logprob, -1, -2));
    EnergyField.Payload field = fields(rig.tick()).get(0);
    assertThat(field.coordinates().get(0).y()).isBetween(0.0, 1.0);
    assertThat(field.intensity()).isBetween(0.0, 1.0);
    assertThat(rig.status("a").certainty()).isBetween(0.0, 1.0);
  }

  @Test
  void aLogProbabilityThatIsNoNumberIsAnUnknownOne() {
    rig.prompt("a");
    rig.arrive("a", "x", 1, Double.NaN, candidates(Double.NaN, Double.NaN, Double.NaN));
    assertThat(fields(rig.tick()).get(0).coordinates().get(0).y()).isEqualTo(.5);
    assertThat(rig.status("a").certainty()).isNull();
  }

  @Test
  void probabilitiesThatDoNotAddUpToOneStillGiveACertainty() {
    rig.prompt("a");
    rig.arrive("a", "x", 1, -.1, candidates(0, 0, 0, 0));
    assertThat(rig.status("a").certainty()).isEqualTo(1);
    rig.arrive("a", "x", 1, -.1, candidates(-1, -1, -1, -1, -1, -1));
    assertThat(rig.status("a").certainty()).isEqualTo(0);
  }

  @Test
  void oneCandidateAloneTellsNoCertainty() {
    rig.prompt("a");
    rig.arrive("a", "x", 1, -.1, candidates(-.1));
    assertThat(rig.status("a").certainty()).isNull();
  }

  @Test
  void aTokenOfAHundredKilobytesPassesWhole() {
    String long100k = "é中😀x".repeat(10_000);
    rig.prompt("a");
    rig.token("a", long100k);
    rig.tick();
    assertThat(rig.textOf("a")).isEqualTo(long100k);
  }

  @Test
  void loneSurrogatesAreReplacedAndTheRestIsKept() {
    rig.prompt("a");
    for (String text : List.of("a\uD83D", "\uDE00b", "c\uDC00\uD800d", "😀")) {
      rig.token("a", text);
      rig.tick();
    }
    assertThat(rig.textOf("a")).isEqualTo("a\uFFFD\uFFFDbc\uFFFD\uFFFDd😀");
    assertThat(SafeText.clean(rig.textOf("a"))).isEqualTo(rig.textOf("a"));
  }

  @Test
  void aChunkOfNoTokenIsRefusedWhereItIsMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenChunk("a", MODEL, 0, "", 0, null, List.of(), 0));
  }

  private static List<Candidate> candidates(double... logprobs) {
    return DoubleStream.of(logprobs).mapToObj(each -> new Candidate("c", each)).toList();
  }
}
