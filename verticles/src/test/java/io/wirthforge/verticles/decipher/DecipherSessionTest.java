package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.DecipherRig.MODEL;
import static io.wirthforge.verticles.decipher.DecipherRig.OTHER_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.model.TokenChunk;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session has one text and one end, in whatever order its parts come. */
class DecipherSessionTest {

  private final DecipherRig rig = new DecipherRig();

  private boolean chunk(long seq, String text) {
    return rig.arrive(new TokenChunk("a", MODEL, seq, text, 1, null, List.of(), rig.now()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P1T",
        "PE",
        "P1E",
        "P1TE",
        "PE1T",
        "PEE",
        "P1EE",
        "P1TEE",
        "P1ETE",
        "PTETE",
        "PE1E2E",
        "1PE",
        "EPE",
        "PPE",
        "P1PE",
        "P1EPT2TE",
        "P1TE2T3E",
        "P12E",
        "P21E"
      })
  void whateverTheOrderThereIsOneEndOfEverySessionThatEnded(String order) {
    for (char c : order.toCharArray()) {
      switch (c) {
        case 'P' -> rig.prompt("a");
        case 'E' -> rig.end("a");
        case 'T' -> rig.tick();
        default -> chunk(c - '0', "t" + c);
      }
    }
    rig.ticks(5);
    boolean promptBeforeEnd = order.indexOf('P') < order.lastIndexOf('E');
    assertThat(rig.endsOf("a")).isEqualTo(promptBeforeEnd ? 1 : 0);
  }

  @Test
  void nothingComesAfterTheEnd() {
    rig.prompt("a");
    chunk(0, "x");
    rig.end("a");
    assertThat(chunk(1, "y")).isFalse();
    rig.tick();
    assertThat(chunk(2, "z")).isFalse();
    rig.ticks(3);
    assertThat(rig.textOf("a")).isEqualTo("x");
    assertThat(rig.textsOf("a")).hasSize(1);
  }

  @Test
  void aChunkThatComesTwiceIsTakenOnce() {
    rig.prompt("a");
    assertThat(chunk(0, "x")).isTrue();
    assertThat(chunk(0, "x")).isFalse();
    rig.tick();
    assertThat(chunk(0, "x")).isFalse();
    rig.tick();
    assertThat(rig.textOf("a")).isEqualTo("x");
    assertThat(rig.status("a").tokens()).isEqualTo(1);
  }

  @Test
  void aChunkThatComesAfterALaterOneIsLeftOut() {
    rig.prompt("a");
    assertThat(chunk(1, "x")).isTrue();
    assertThat(chunk(0, "y")).isFalse();
    rig.tick();
    assertThat(rig.textOf("a")).isEqualTo("x");
  }

  @Test
  void aChunkOfASessionWithoutPromptIsLeftOut() {
    assertThat(chunk(0, "x")).isFalse();
    rig.prompt("b");
    assertThat(chunk(0, "x")).isFalse();
    rig.decipher.prompted("a", OTHER_MODEL, rig.now());
    assertThat(chunk(0, "x")).isFalse();
    rig.end("a");
    rig.ticks(3);
    assertThat(DecipherRig.texts(rig.events)).isEmpty();
    assertThat(DecipherRig.updates(rig.events))
        .allSatisfy(each -> assertThat(each.tokensGenerated()).isZero());
  }

  @Test
  void twoModelsOfOneSessionEachHaveTheirTextAndTheirEnd() {
    rig.prompt("a");
    rig.decipher.prompted("a", OTHER_MODEL, rig.now());
    chunk(0, "mine");
    rig.arrive(new TokenChunk("a", OTHER_MODEL, 0, "theirs", 1, null, List.of(), rig.now()));
    rig.end("a");
    rig.tick();
    rig.decipher.ended("a", OTHER_MODEL, rig.now());
    rig.tick();
    assertThat(rig.textsOf("a"))
        .extracting(each -> each.modelId() + each.tokens() + each.isComplete())
        .containsExactly(
            MODEL + "[mine]true", OTHER_MODEL + "[theirs]false", OTHER_MODEL + "[]true");
  }

  @Test
  void whatTheTextEventsCostAddsUpToTheSessionsShare() {
    rig.prompt("a");
    rig.prompt("b");
    for (int i = 0; i < 500; i++) {
      rig.token("a", "x");
      if (i % 3 == 0) {
        rig.token("b", "y");
      }
      if (i % 2 == 0) {
        rig.tick();
      }
    }
    rig.end("a");
    rig.end("b");
    rig.tick();
    assertThat(rig.costOf("a")).isEqualByComparingTo(rounded(rig.unitsOf("a")));
    assertThat(rig.costOf("b")).isEqualByComparingTo(rounded(rig.unitsOf("b")));
    BigDecimal total =
        DecipherRig.updates(rig.events)
            .get(DecipherRig.updates(rig.events).size() - 1)
            .totalEnergy();
    assertThat(rounded(rig.unitsOf("a") + rig.unitsOf("b"))).isEqualByComparingTo(total);
  }

  @Test
  void ofAHundredThousandSessionsTheNewestAreRememberedAndAMinuteLaterNone() {
    int told = 0;
    for (int i = 0; i < 100_000; i++) {
      String session = "s" + i;
      rig.prompt(session);
      rig.end(session);
      if (i % 100 == 99) {
        told += DecipherRig.texts(rig.tick()).size();
      }
    }
    assertThat(told).isEqualTo(100_000);
    assertThat(rig.decipher.status(rig.now())).hasSize(64);
    assertThat(rig.status("s99999").state()).isEqualTo(FlowState.DRAINED);
    rig.pass(61_000);
    rig.tick();
    assertThat(rig.decipher.status(rig.now())).isEmpty();
  }

  @Test
  void aSessionThatIsOpenIsNeverForgotten() {
    rig.prompt("open");
    for (int i = 0; i < 1_000; i++) {
      rig.prompt("s" + i);
      rig.end("s" + i);
      rig.tick();
    }
    rig.pass(600_000);
    rig.tick();
    rig.token("open", "still here");
    rig.tick();
    assertThat(rig.textOf("open")).isEqualTo("still here");
  }

  private static BigDecimal rounded(double units) {
    return BigDecimal.valueOf(units).setScale(3, RoundingMode.HALF_UP);
  }
}
