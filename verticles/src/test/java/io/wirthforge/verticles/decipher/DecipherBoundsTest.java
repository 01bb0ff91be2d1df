package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.DecipherRig.MODEL;
import static io.wirthforge.verticles.decipher.DecipherRig.fields;
import static io.wirthforge.verticles.decipher.DecipherRig.texts;
import static io.wirthforge.verticles.decipher.DecipherRig.updates;
import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However long and however odd it goes on, memory is bounded and no figure is false. */
class DecipherBoundsTest {

  private static final int DAY_SECONDS = 20_000;

  private final DecipherRig rig = new DecipherRig();

  @Test
  void modelsThatAppearAndVanishEachSecondAreForgottenAndOthersKeepTheirTotals() {
    rig.prompt("stays");
    for (int i = 0; i < DAY_SECONDS; i++) {
      String model = "m" + i;
      rig.decipher.prompted("s" + i, model, rig.now());
      rig.arrive(new TokenChunk("s" + i, model, 0, "x", 1, null, List.of(), rig.now()));
      rig.token("stays", "y");
      rig.decipher.ended("s" + i, model, rig.now());
      rig.decipher.tick(2L * i, rig.now(), true);
      rig.pass(1000);
    }
    assertThat(rig.decipher.models()).isLessThanOrEqualTo(ModelBook.MAX_MODELS);
    assertThat(rig.decipher.status(rig.now())).hasSizeLessThan(100);
    EnergyUpdate.Payload stays =
        updates(rig.skipAndTick(3L * DAY_SECONDS)).stream()
            .filter(each -> each.modelId().equals(MODEL))
            .findFirst()
            .orElseThrow();
    assertThat(stays.totalEnergy().doubleValue()).isGreaterThan(DAY_SECONDS * .01);
  }

  @Test
  void aModelThatWorkedUntilNowIsNotTheFirstToBeForgotten() {
    rig.prompt("long");
    for (int i = 0; i < ModelBook.MAX_MODELS; i++) {
      rig.decipher.prompted("s" + i, "m" + i, rig.now());
      rig.decipher.ended("s" + i, "m" + i, rig.now());
      rig.tick();
    }
    rig.token("long", "x");
    rig.end("long");
    rig.decipher.defaultModel("other");
    rig.ticks(1200);
    rig.decipher.prompted("new", "new", rig.now());
    rig.ticks(1);
    rig.prompt("again");
    rig.token("again", "y");
    assertThat(updates(rig.tick()))
        .filteredOn(each -> each.modelId().equals(MODEL))
        .extracting(each -> each.totalEnergy().toPlainString())
        .containsExactly("0.02");
  }

  @Test
  void askingForTheStatusChangesNoFigure() {
    DecipherRig asked = new DecipherRig();
    for (DecipherRig each : List.of(rig, asked)) {
      each.prompt("a");
      each.token("a", "x");
      each.pass(1005);
      long lateArrival = each.now() - 10 * DecipherRig.MILLI;
      if (each == asked) {
        assertThat(each.status("a").tokensPerSecond()).isZero();
      }
      each.arrive(new TokenChunk("a", MODEL, 1, "y", 1, null, List.of(), lateArrival));
      each.tick();
    }
    assertThat(asked.events).isEqualTo(rig.events);
  }

  @Test
  void aModelThatComesBackGoesOnFromItsTotal() {
    rig.prompt("a");
    rig.token("a", "x");
    rig.end("a");
    rig.ticks(1200);
    for (int i = 0; i < ModelBook.MAX_MODELS / 2; i++) {
      rig.decipher.prompted("s" + i, "m" + i, rig.now());
      rig.decipher.ended("s" + i, "m" + i, rig.now());
    }
    rig.decipher.defaultModel("other");
    rig.ticks(600);
    rig.prompt("b");
    rig.token("b", "y");
    EnergyUpdate.Payload back =
        updates(rig.tick()).stream().filter(each -> each.modelId().equals(MODEL)).findAny().get();
    assertThat(back.totalEnergy()).isEqualByComparingTo("0.02");
    assertThat(back.deltaEnergy()).isEqualByComparingTo("0.01");
  }

  @Test
  void anArrivalAheadOfItsTimeHoldsUpNothingAfterIt() {
    for (long at : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1L << 62}) {
      DecipherRig odd = new DecipherRig();
      odd.prompt("a");
      odd.arrive(new TokenChunk("a", MODEL, 0, "x", 1, null, List.of(), at));
      odd.ticks(3);
      for (int i = 1; i < 40; i++) {
        odd.pass(50);
        odd.arrive(new TokenChunk("a", MODEL, i, "x", 1, null, List.of(), odd.now()));
        odd.tick();
      }
      SessionStatus status = odd.status("a");
      assertThat(status.gapMs()).isBetween(0.0, 20.0);
      assertThat(status.tokensPerSecond()).isBetween(10.0, 20.0);
      odd.ticks(60 * 12);
      assertThat(odd.status("a").energy()).isZero();
      assertThat(odd.status("a").state()).isEqualTo(FlowState.STALLING);
    }
  }

  @Test
  void ticksWhoseTimeAndNumberGoBackwardsFadeNothingUp() {
    rig.prompt("a");
    rig.token("a", "x");
    rig.ticks(40);
    double before = rig.status("a").energy();
    List<Event> made = rig.decipher.tick(1, rig.now() - 5_000_000_000L, true);
    made.forEach(DecipherRig::judge);
    assertThat(rig.status("a").energy()).isBetween(0.0, before);
  }

  @Test
  void withoutTimeForDetailAFieldHasNoPointsAndNothingElseIsMissing() {
    rig.prompt("a");
    rig.token("a", "x");
    List<Event> made = rig.decipher.tick(1, rig.now(), false);
    made.forEach(DecipherRig::judge);
    EnergyField.Payload field = fields(made).get(0);
    assertThat(field.coordinates()).isEmpty();
    assertThat(field.intensity()).isPositive();
    assertThat(updates(made).get(0).tokensGenerated()).isEqualTo(1);
    assertThat(texts(made).get(0).tokens()).containsExactly("x");
    assertThat(fields(rig.tick()).get(0).coordinates()).as("not told later either").isEmpty();
  }

  @Test
  void aTextOfMillionsOfCharactersComesInPiecesThatFoldIntoIt() {
    String huge = "ab😀".repeat(1_500_000);
    rig.prompt("a");
    rig.token("a", huge);
    rig.token("a", "end");
    rig.end("a");
    List<Event> made = rig.decipher.tick(1, rig.now(), true);
    StringBuilder text = new StringBuilder();
    int complete = 0;
    for (var piece : texts(made)) {
      piece.tokens().forEach(text::append);
      complete += piece.isComplete() ? 1 : 0;
      assertThat(piece.tokens().stream().mapToInt(String::length).sum()).isLessThan(1 << 20);
    }
    assertThat(text.toString()).isEqualTo(huge + "end");
    assertThat(complete).isEqualTo(1);
    assertThat(texts(made).get(texts(made).size() - 1).isComplete()).isTrue();
  }
}
