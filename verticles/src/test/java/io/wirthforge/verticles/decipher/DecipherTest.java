package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.DecipherRig.MODEL;
import static io.wirthforge.verticles.decipher.DecipherRig.OTHER_MODEL;
import static io.wirthforge.verticles.decipher.DecipherRig.fields;
import static io.wirthforge.verticles.decipher.DecipherRig.texts;
import static io.wirthforge.verticles.decipher.DecipherRig.updates;
import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a frame holds. */
class DecipherTest {

  private final DecipherRig rig = new DecipherRig();

  @Test
  void whileNothingIsAskedEveryFrameTellsThatTheDefaultModelSpentNothing() {
    for (int i = 0; i < 100; i++) {
      List<EnergyUpdate.Payload> updates = updates(rig.tick());
      assertThat(updates).hasSize(1);
      assertThat(updates.get(0).modelId()).isEqualTo(MODEL);
      assertThat(updates.get(0).deltaEnergy()).isEqualByComparingTo("0");
      assertThat(updates.get(0).totalEnergy()).isEqualByComparingTo("0");
      assertThat(updates.get(0).tokensGenerated()).isZero();
    }
  }

  @Test
  void anotherDefaultModelIsShownInstead() {
    rig.tick();
    rig.decipher.defaultModel(OTHER_MODEL);
    assertThat(updates(rig.tick()))
        .extracting(EnergyUpdate.Payload::modelId)
        .containsExactly(OTHER_MODEL);
  }

  @Test
  void everyEventBearsTheFramesNumber() {
    rig.prompt("a");
    rig.tick();
    rig.token("a", "x");
    List<Event> made = rig.skipAndTick(3);
    assertThat(DecipherRig.only(EnergyUpdate.class, made).get(0).frameNumber()).isEqualTo(5);
  }

  @Test
  void everyActiveModelIsToldInEveryFrameAndNoOther() {
    rig.decipher.prompted("a", OTHER_MODEL, rig.now());
    for (int i = 0; i < 10; i++) {
      assertThat(updates(rig.tick()))
          .extracting(EnergyUpdate.Payload::modelId)
          .containsExactly(OTHER_MODEL);
    }
    rig.prompt("b");
    for (int i = 0; i < 10; i++) {
      assertThat(updates(rig.tick()))
          .extracting(EnergyUpdate.Payload::modelId)
          .containsExactlyInAnyOrder(MODEL, OTHER_MODEL);
    }
  }

  @Test
  void theLastTokensOfASessionThatEndedAreTold() {
    rig.decipher.prompted("a", OTHER_MODEL, rig.now());
    rig.tick();
    rig.arrive(new TokenChunk("a", OTHER_MODEL, 0, "last", 1, null, List.of(), rig.now()));
    rig.decipher.ended("a", OTHER_MODEL, rig.now());
    List<Event> made = rig.tick();

    EnergyUpdate.Payload last =
        updates(made).stream().filter(each -> each.modelId().equals(OTHER_MODEL)).findAny().get();
    assertThat(last.tokensGenerated()).isEqualTo(1);
    assertThat(last.deltaEnergy()).isEqualByComparingTo("0.010");
    assertThat(texts(made).get(0).tokens()).containsExactly("last");
    assertThat(texts(made).get(0).isComplete()).isTrue();
    assertThat(updates(rig.tick()))
        .extracting(EnergyUpdate.Payload::modelId)
        .containsExactly(MODEL);
  }

  @Test
  void allTokensOfAFrameAreOneTextEventInOrder() {
    rig.prompt("a");
    rig.token("a", "one ");
    rig.token("a", "two ");
    rig.token("a", "three");
    List<Event> made = rig.tick();
    assertThat(texts(made)).hasSize(1);
    assertThat(texts(made).get(0).tokens()).containsExactly("one ", "two ", "three");
    assertThat(updates(made).get(0).tokensGenerated()).isEqualTo(3);
    assertThat(texts(rig.tick())).isEmpty();
  }

  @Test
  void aTokenWithoutTextCostsEnergyButMakesNoTextEvent() {
    rig.prompt("a");
    rig.token("a", "");
    List<Event> made = rig.tick();
    assertThat(texts(made)).isEmpty();
    assertThat(updates(made).get(0).tokensGenerated()).isEqualTo(1);
    rig.token("a", "é");
    assertThat(texts(rig.tick()).get(0).energyCost()).isEqualByComparingTo("0.020");
  }

  @Test
  void theFactorOfAModelWeighsItsTokens() {
    DecipherRig heavy = new DecipherRig(new ModelFactors(Map.of("aus", 3.0, "austen", 2.0)));
    heavy.prompt("a");
    heavy.token("a", "x");
    assertThat(updates(heavy.tick()).get(0).deltaEnergy()).isEqualByComparingTo("0.020");
  }

  @Test
  void theFieldIsToldWhileThereIsEnergyAndNotBefore() {
    rig.ticks(3);
    rig.prompt("a");
    rig.ticks(3);
    assertThat(fields(rig.events)).isEmpty();
    rig.token("a", "x");
    for (int i = 0; i < 60; i++) {
      assertThat(fields(rig.tick())).hasSize(1);
    }
  }

  @Test
  void theFieldFadesWithTheEnergyAndFallsSilentAtZero() {
    rig.prompt("a");
    rig.token("a", "x");
    rig.ticks(25);
    double before = fields(rig.events).get(fields(rig.events).size() - 1).intensity();
    double after = fields(rig.tick()).get(0).intensity();
    assertThat(after).isLessThan(before).isPositive();
    rig.ticks(60 * 10);
    List<EnergyField.Payload> all = fields(rig.events);
    assertThat(all.get(all.size() - 1).intensity()).isZero();
    assertThat(all.get(all.size() - 2).intensity()).isPositive();
    assertThat(fields(rig.tick())).isEmpty();
    assertThat(rig.status("a").energy()).isZero();
  }

  @Test
  void aPictureOfTokensShowsPlaceProbabilityAndCost() {
    rig.prompt("a");
    rig.tick();
    rig.pass(5);
    rig.arrive("a", "x", 1, Math.log(.25), List.of());
    rig.pass(5);
    rig.arrive("a", "y", 1, null, List.of());
    var coordinates = fields(rig.tick()).get(0).coordinates();
    assertThat(coordinates.get(0).x()).isEqualTo(.3);
    assertThat(coordinates.get(0).y()).isEqualTo(.25);
    assertThat(coordinates.get(0).energy()).isEqualTo(.0101);
    assertThat(coordinates.get(1).x()).isEqualTo(.6);
    assertThat(coordinates.get(1).y()).isEqualTo(.5);
  }

  @Test
  void timeThatWorkTookIsRoundedDown() {
    assertThat(updates(frameOfWork(123_999)).get(0).processingTime()).isEqualTo(.12);
    assertThat(updates(frameOfWork(16_679_999)).get(0).processingTime()).isEqualTo(16.67);
    assertThat(DecipherRig.only(ErrorEvent.class, frameOfWork(16_679_999))).isEmpty();
  }

  @Test
  void workThatOutlastsAFrameIsClampedThereAndToldInFullByAWarning() {
    List<Event> made = frameOfWork(9_999_999_999L);
    assertThat(updates(made).get(0).processingTime()).isEqualTo(16.67);
    ErrorEvent.Payload warning = DecipherRig.only(ErrorEvent.class, made).get(0).payload();
    assertThat(warning.code()).isEqualTo("FRAME_OVERRUN");
    assertThat(String.valueOf(warning.details())).contains("processingTimeMs=9999.99");
  }

  /** The first of two frames, where taking in its one token took a while. */
  private static List<Event> frameOfWork(long nanos) {
    long[] clock = {0};
    Decipher slow = new Decipher(DecipherOptions.DEFAULT, MODEL, () -> clock[0] += nanos);
    slow.prompted("a", MODEL, 0);
    slow.arrived(new TokenChunk("a", MODEL, 0, "x", 1, null, List.of(), 1), 1);
    List<Event> made = slow.tick(1, 2, true);
    made.forEach(DecipherRig::judge);
    List<Event> next = slow.tick(2, 3, true);
    assertThat(updates(next).get(0).processingTime()).isZero();
    assertThat(DecipherRig.only(ErrorEvent.class, next)).isEmpty();
    return made;
  }

  @Test
  void statusTellsFiguresAndForgetsASessionAMinuteAfterItsEnd() {
    rig.prompt("a");
    rig.token("a", "secret");
    rig.tick();
    SessionStatus status = rig.status("a");
    assertThat(status.state()).isEqualTo(FlowState.FLOWING);
    assertThat(status.tokens()).isEqualTo(1);
    assertThat(status.certainty()).isNull();
    assertThat(status.toString()).doesNotContain("secret");
    rig.end("a");
    rig.ticks(60 * 60 - 2);
    assertThat(rig.decipher.status(rig.now())).hasSize(1);
    rig.ticks(4);
    assertThat(rig.decipher.status(rig.now())).isEmpty();
  }
}
