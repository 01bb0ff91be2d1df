package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField.FieldType;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.schemas.TokenStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamStateTest {

  private final StreamState state = new StreamState();
  private long number;

  @Test
  void aSnapshotHoldsTheLastOfEachStateAndTheTextOfUnfinishedSessions() {
    apply(
        TestEvents.startup("m1"),
        TestEvents.energy("m1", "1", "1", 4),
        TestEvents.energy("m2", "7", "7", 9),
        TestEvents.field("m1", FieldType.STREAM, 0.1),
        TestEvents.text("s1", "Once "),
        TestEvents.text("s2", "gone"),
        TestEvents.reward("not retained"),
        TestEvents.error("NOT_RETAINED"));
    apply(
        TestEvents.energy("m1", "1.5", "0.5", 2),
        TestEvents.field("m1", FieldType.STREAM, 0.2),
        TestEvents.field("m1", FieldType.LIGHTNING, 0.3),
        TestEvents.text("s1", "upon ", "a "),
        TestEvents.finalText("s2"));
    Frame snapshot = snapshot();

    assertThat(snapshot.reset()).isTrue();
    assertThat(snapshot.fromFrame()).isEqualTo(number).isEqualTo(snapshot.frameNumber());
    assertThat(snapshot.events())
        .extracting(Event::type)
        .containsExactly(
            "startup_complete", "energy_update", "energy_update", "energy_field", "token_stream");
    assertThat(texts(snapshot)).containsExactly("Once upon a ");
    assertThat(snapshot.events()).extracting(Event::timestamp).containsOnly(snapshot.timestampMs());
  }

  @Test
  void anEnergyInASnapshotHasItsTotalAndNoDelta() {
    apply(TestEvents.energy("m1", "1.5", "0.5", 2));
    EnergyUpdate.Payload energy = ((EnergyUpdate) snapshot().events().get(0)).payload();

    assertThat(energy.totalEnergy()).isEqualByComparingTo("1.5");
    assertThat(energy.deltaEnergy()).isZero();
    assertThat(energy.tokensGenerated()).isZero();
  }

  @Test
  void onlyTheLastAnnouncementIsRetained() {
    apply(TestEvents.startup("old"), TestEvents.startup("new"));

    assertThat(snapshot().events())
        .extracting(event -> ((StartupComplete) event).payload().model())
        .containsExactly("new");
    assertThat(state.holds("startup_complete")).isTrue();
    assertThat(state.holds("energy_update")).isFalse();
  }

  @Test
  void customTypesAreRetainedAsTheyDeclare() {
    apply(
        TestEvents.custom(TestEvents.PRICE, "{'symbol':'x','last':3,'volume':5,'trades':[3]}"),
        TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'hello '}"),
        TestEvents.custom(TestEvents.ALARM, "{'n':1}"));
    apply(TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'world'}"));
    ClientState newcomer = ClientState.of(List.of(snapshot()));

    assertThat(newcomer.values())
        .containsEntry("chat of \"r\"", "hello world")
        .containsEntry("last of \"x\"", "3")
        .containsEntry("volume of \"x\"", java.math.BigDecimal.ZERO)
        .doesNotContainKey("kept on \"market\"");
    apply(TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'','closed':true}"));
    assertThat(ClientState.of(List.of(snapshot())).values()).doesNotContainKey("chat of \"r\"");
  }

  @Test
  void aTextKeepsItsNewestBytesOnly() {
    String padding = "x".repeat(4096);
    for (int i = 0; i < 3000; i++) {
      apply(TestEvents.text("s", i + " ", padding));
    }
    Frame snapshot = snapshot();

    assertThat(snapshot.losslessBytes())
        .isBetween(RetainedTexts.MAX_TEXT_BYTES / 2L, RetainedTexts.MAX_TEXT_BYTES * 3L / 2);
    assertThat(texts(snapshot).get(0)).endsWith("2999 " + padding).doesNotStartWith("0 ");
  }

  @Test
  void ofManyTextsTheNewestAreKeptAndNoneBeginsInItsMiddle() {
    for (int i = 0; i < RetainedTexts.MAX_TEXTS + 3; i++) {
      apply(TestEvents.text("s" + i, "text " + i));
    }
    apply(TestEvents.text("s0", "its middle"));
    assertThat(texts(snapshot()))
        .hasSize(RetainedTexts.MAX_TEXTS)
        .contains("text 3", "text " + (RetainedTexts.MAX_TEXTS + 2))
        .doesNotContain("its middle");
    apply(TestEvents.finalText("s0", "its end"));
    apply(TestEvents.text("s0", "another text"));

    assertThat(texts(snapshot())).contains("another text").doesNotContain("its middle");
  }

  @Test
  void ofManySlotsThoseThatChangedLastAreKept() {
    for (int i = 0; i < StreamState.MAX_SLOTS + 10; i++) {
      apply(TestEvents.energy("m" + i, "1", "1", 1));
      apply(TestEvents.energy("m0", "1", "1", 1));
    }
    Frame snapshot = snapshot();

    assertThat(snapshot.events()).hasSize(StreamState.MAX_SLOTS);
    assertThat(snapshot.events())
        .extracting(event -> ((EnergyUpdate) event).payload().modelId())
        .contains("m0", "m" + (StreamState.MAX_SLOTS + 9))
        .doesNotContain("m1");
  }

  @Test
  void manySlotsOfATypeCostNoOtherTypeItsState() {
    apply(TestEvents.startup("m0"));
    for (int i = 0; i <= StreamState.MAX_SLOTS; i++) {
      apply(TestEvents.energy("m" + i, "1", "1", 1));
    }

    assertThat(state.holds("startup_complete")).isTrue();
    assertThat(snapshot().events()).hasSize(StreamState.MAX_SLOTS + 1);
  }

  @Test
  void aSnapshotChangesNothing() {
    apply(TestEvents.text("s", "a"), TestEvents.energy("m1", "1", "1", 1));
    Frame first = snapshot();

    assertThat(snapshot()).isEqualTo(first);
    apply(TestEvents.text("s", "b"));
    assertThat(texts(snapshot())).containsExactly("ab");
    assertThat(texts(first)).containsExactly("a");
  }

  @Test
  void aTextThatEndedIsToldForAMinuteToThoseWhoseStateIsReplaced() {
    apply(TestEvents.text("s", "the "), TestEvents.text("other", "goes on"));
    apply(TestEvents.finalText("s", "end"));
    assertThat(texts(snapshot())).containsExactly("goes on");
    assertThat(texts(withEnded())).containsExactly("the end", "goes on");
    number += RetainedTexts.ENDED_FRAMES - 1;
    apply();
    assertThat(texts(withEnded())).hasSize(2);
    apply();

    assertThat(texts(withEnded())).containsExactly("goes on");
  }

  @Test
  void aSessionThatBeginsAgainIsANewText() {
    apply(TestEvents.finalText("s", "old"));
    apply(TestEvents.text("s", "new"));

    assertThat(texts(snapshot())).containsExactly("new");
    assertThat(texts(withEnded())).containsExactly("new");
  }

  @Test
  void endedTextsMakeRoomFirst() {
    apply(TestEvents.text("s0", "unfinished"));
    apply(TestEvents.finalText("s1", "ended"));
    for (int i = 2; i <= RetainedTexts.MAX_TEXTS; i++) {
      apply(TestEvents.text("s" + i, "text " + i));
    }

    assertThat(texts(withEnded()))
        .hasSize(RetainedTexts.MAX_TEXTS)
        .contains("unfinished")
        .doesNotContain("ended");
  }

  @Test
  void aStateThatWasHandedOverGoesOnLikeTheOneItCameFrom() {
    apply(
        TestEvents.startup("m1"),
        TestEvents.energy("m1", "2", "1", 1),
        TestEvents.field("m1", FieldType.STREAM, 0.5),
        TestEvents.finalText("ended", "a"),
        TestEvents.custom(TestEvents.PRICE, "{'symbol':'x','last':3,'volume':5}"),
        TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'hello '}"));
    for (int i = 0; i < 3000; i++) {
      apply(TestEvents.text("s", i + " " + "x".repeat(1000)));
    }
    StreamState other = new StreamState();
    other.apply(state.handover(TestEvents.frame(number)));
    assertThat(other.snapshot(TestEvents.frame(number), true)).isEqualTo(withEnded());
    Frame next = TestEvents.frame(++number, TestEvents.text("s", "one more"));
    state.apply(next);
    other.apply(next);

    assertThat(other.snapshot(next, true)).isEqualTo(state.snapshot(next, true));
  }

  private void apply(Event... events) {
    state.apply(TestEvents.frame(++number, events));
  }

  private Frame snapshot() {
    return state.snapshot(TestEvents.frame(number), false);
  }

  private Frame withEnded() {
    return state.snapshot(TestEvents.frame(number), true);
  }

  private static List<String> texts(Frame frame) {
    return frame.events().stream()
        .filter(TokenStream.class::isInstance)
        .map(event -> String.join("", ((TokenStream) event).payload().tokens()))
        .toList();
  }
}
