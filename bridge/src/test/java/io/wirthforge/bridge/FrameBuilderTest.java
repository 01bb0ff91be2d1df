package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField.FieldType;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.FrameNumbered;
import io.wirthforge.schemas.TokenStream;
import org.junit.jupiter.api.Test;

class FrameBuilderTest {

  private final FrameBuilder builder = new FrameBuilder();

  @Test
  void eventsOfASlotBecomeOneAndTheOthersAreCountedAsMergedAway() {
    builder.add(TestEvents.energy("m1", "0.1", "0.1", 1));
    builder.add(TestEvents.energy("m2", "5", "1", 1));
    builder.add(TestEvents.energy("m1", "0.3", "0.2", 2));
    Frame frame = builder.sealAt(TestEvents.tick(7));

    assertThat(frame.events()).hasSize(2);
    assertThat(frame.coalesced()).isEqualTo(1);
    EnergyUpdate first = (EnergyUpdate) frame.events().get(0);
    assertThat(first.payload().deltaEnergy()).isEqualByComparingTo("0.3");
    assertThat(first.payload().totalEnergy()).isEqualByComparingTo("0.3");
    assertThat(first.payload().tokensGenerated()).isEqualTo(3);
  }

  @Test
  void allEventsBearTheTimeAndNumberOfTheTick() {
    builder.add(TestEvents.energy("m1", "1", "1", 1));
    builder.add(TestEvents.text("s", "hello"));
    builder.add(TestEvents.custom(TestEvents.ALARM, "{'n':1}"));
    builder.add(TestEvents.resonance(2, "m1", "m2"));
    FrameTick tick = TestEvents.tick(42);
    Frame frame = builder.sealAt(tick);

    assertThat(frame.events()).extracting(Event::timestamp).containsOnly(tick.timestampMs());
    assertThat(frame.events())
        .filteredOn(FrameNumbered.class::isInstance)
        .extracting(event -> ((FrameNumbered) event).frameNumber())
        .containsExactly(42L, 42L);
    assertThat(frame.fromFrame()).isEqualTo(42);
    assertThat(frame.frameNumber()).isEqualTo(42);
    assertThat(frame.timestampMs()).isEqualTo(tick.timestampMs());
  }

  @Test
  void aFrameOrdersSystemEnergyFieldTextCouncilRewardCustomHeartbeat() {
    builder.add(TestEvents.heartbeat(1));
    builder.add(TestEvents.custom(TestEvents.ALARM, "{'n':1}"));
    builder.add(TestEvents.reward("first"));
    builder.add(TestEvents.resonance(2, "m1", "m2"));
    builder.add(TestEvents.interference(0.5, "m1", "m2"));
    builder.add(TestEvents.text("s", "hello"));
    builder.add(TestEvents.field("m1", FieldType.STREAM, 0.5));
    builder.add(TestEvents.energy("m1", "1", "1", 1));
    builder.add(TestEvents.error("E"));
    builder.add(TestEvents.startup("m1"));

    assertThat(builder.sealAt(TestEvents.tick(0)).events())
        .extracting(Event::type)
        .containsExactly(
            "error_event",
            "startup_complete",
            "energy_update",
            "energy_field",
            "token_stream",
            "resonance_event",
            "interference_event",
            "reward_event",
            "alarm",
            "heartbeat");
  }

  @Test
  void aFrameIsSealedOnceAndTheNextBeginsEmpty() {
    builder.add(TestEvents.text("s", "a"));
    builder.add(TestEvents.text("s", "b"));
    assertThat(builder.added()).isEqualTo(2);
    builder.sealAt(TestEvents.tick(1));

    assertThat(builder.added()).isZero();
    Frame next = builder.sealAt(TestEvents.tick(2));
    assertThat(next.isEmpty()).isTrue();
    assertThat(next.coalesced()).isZero();
  }

  @Test
  void onlyAnEventWhoseSlotIsTakenFolds() {
    builder.add(TestEvents.energy("m1", "1", "1", 1));
    builder.add(TestEvents.reward("first"));

    assertThat(builder.folds(TestEvents.energy("m1", "2", "1", 1))).isTrue();
    assertThat(builder.folds(TestEvents.energy("m2", "1", "1", 1))).isFalse();
    assertThat(builder.folds(TestEvents.reward("first"))).isFalse();
  }

  @Test
  void theEndOfATextSurvivesWhatComesAfterIt() {
    builder.add(TestEvents.finalText("s", "a"));
    builder.add(TestEvents.text("s", "b"));
    TokenStream text = (TokenStream) builder.sealAt(TestEvents.tick(0)).events().get(0);

    assertThat(text.payload().isComplete()).isTrue();
    assertThat(text.payload().tokens()).containsExactly("a", "b");
    assertThat(text.payload().energyCost()).isEqualByComparingTo("0.002");
  }

  @Test
  void samePlaceDoesNotMeanSameTypeInASlot() {
    // Both keys are the list ["m1"]-like values of different types: they must not meet.
    builder.add(TestEvents.custom(TestEvents.PRICE, "{'symbol':'x','last':1}"));
    builder.add(TestEvents.custom(TestEvents.CHAT, "{'room':'x','text':'hi'}"));

    assertThat(builder.sealAt(TestEvents.tick(0)).events()).hasSize(2);
  }

  @Test
  void losslessBytesCountTextAndKeptEventsOnly() {
    Frame state = TestEvents.frame(0, TestEvents.energy("m1", "1", "1", 1));
    Frame text = TestEvents.frame(0, TestEvents.text("s", "x".repeat(1000)));
    Frame chat =
        TestEvents.frame(
            0,
            TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'" + "x".repeat(1000) + "'}"));
    Frame kept = TestEvents.frame(0, TestEvents.reward("t"));

    assertThat(state.losslessBytes()).isZero();
    assertThat(text.losslessBytes()).isBetween(2000L, 3000L);
    assertThat(chat.losslessBytes()).isBetween(2000L, 3000L);
    assertThat(kept.losslessBytes()).isPositive();
  }
}
