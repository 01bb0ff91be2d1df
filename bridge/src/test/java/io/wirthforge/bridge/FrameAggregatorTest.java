package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wirthforge.bridge.FrameAggregator.Intake;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.TokenStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameAggregatorTest {

  private final FrameAggregator aggregator = new FrameAggregator(100);
  private long number = -1;

  @Test
  void eventsBetweenTwoTicksAreInTheNextFrame() {
    aggregator.offer(TestEvents.text("s", "before "));
    open();
    aggregator.offer(TestEvents.text("s", "during"));
    Frame frame = aggregator.seal();
    aggregator.offer(TestEvents.text("s", "after"));

    assertThat(text(frame)).isEqualTo("before during");
    open();
    assertThat(text(aggregator.seal())).isEqualTo("after");
  }

  @Test
  void aFrameBearsTheTimeOfItsTickThoughItsEventsCameEarlier() {
    aggregator.offer(TestEvents.text("s", "x"));
    FrameTick tick = open();
    Frame frame = aggregator.seal();

    assertThat(frame.timestampMs()).isEqualTo(tick.timestampMs());
    assertThat(frame.events().get(0).timestamp()).isEqualTo(tick.timestampMs());
  }

  @Test
  void withoutContributorsAFrameCanBeSealedAtOnce() {
    assertThat(aggregator.readyToSeal()).isFalse();
    open();
    assertThat(aggregator.readyToSeal()).isTrue();
    aggregator.seal();
    assertThat(aggregator.readyToSeal()).isFalse();
  }

  @Test
  void aFrameIsReadyAsSoonAsAllContributorsHaveAnswered() {
    aggregator.join("a");
    aggregator.join("b");
    open();
    assertThat(aggregator.readyToSeal()).isFalse();
    contribute("a", number, TestEvents.reward("from a"));
    assertThat(aggregator.readyToSeal()).isFalse();
    contribute("b", number);
    assertThat(aggregator.readyToSeal()).isTrue();

    assertThat(aggregator.seal().events()).hasSize(1);
    assertThat(aggregator.lateContributions()).isZero();
  }

  @Test
  void aContributorThatJoinsWhileAFrameIsOpenIsWaitedForFromTheNextOn() {
    open();
    aggregator.join("a");
    assertThat(aggregator.readyToSeal()).isTrue();
    aggregator.seal();
    open();
    assertThat(aggregator.readyToSeal()).isFalse();
  }

  @Test
  void aContributorThatLeavesIsWaitedForNoLonger() {
    aggregator.join("a");
    open();
    aggregator.leave("a");

    assertThat(aggregator.readyToSeal()).isTrue();
  }

  @Test
  void aLateContributionJoinsTheNextFrameAndIsCounted() {
    aggregator.join("a");
    open();
    assertThat(aggregator.seal().isEmpty()).isTrue();
    contribute("a", number, TestEvents.text("s", "late "));
    open();
    assertThat(aggregator.readyToSeal()).isFalse();
    contribute("a", number, TestEvents.text("s", "in time"));

    assertThat(aggregator.readyToSeal()).isTrue();
    assertThat(text(aggregator.seal())).isEqualTo("late in time");
    assertThat(aggregator.lateContributions()).isEqualTo(1);
  }

  @Test
  void anAnswerToAnEarlierTickDoesNotCountAsTheAnswerToThisOne() {
    aggregator.join("a");
    open();
    aggregator.seal();
    open();
    contribute("a", number - 1, TestEvents.reward("late"));

    assertThat(aggregator.readyToSeal()).isFalse();
    assertThat(aggregator.lateContributions()).isEqualTo(1);
    assertThat(aggregator.seal().events()).hasSize(1);
  }

  @Test
  void aSilentContributorIsNotWaitedForAfterSixtyTicksAndComesBackWithItsNextAnswer() {
    aggregator.join("dead");
    for (int i = 0; i < 60; i++) {
      open();
      assertThat(aggregator.readyToSeal()).as("tick %s", i).isFalse();
      aggregator.seal();
    }
    for (int i = 0; i < 10; i++) {
      open();
      assertThat(aggregator.readyToSeal()).isTrue();
      aggregator.seal();
    }
    contribute("dead", number - 3, TestEvents.reward("not dead"));
    open();

    assertThat(aggregator.readyToSeal()).isFalse();
    assertThat(aggregator.seal().events()).hasSize(1);
  }

  @Test
  void aContributorThatAnswersNowAndThenIsWaitedForAlways() {
    aggregator.join("a");
    for (int i = 0; i < 500; i++) {
      open();
      assertThat(aggregator.readyToSeal()).isFalse();
      if (i % 50 == 0) {
        contribute("a", number);
      }
      aggregator.seal();
    }
  }

  @Test
  void aContributorWhoseJoiningWasNotHeardJoinsWithItsFirstAnswer() {
    open();
    aggregator.seal();
    contribute("early", number, TestEvents.text("s", "x"));
    open();

    assertThat(aggregator.readyToSeal()).isFalse();
    contribute("early", number, TestEvents.text("s", "y"));
    assertThat(aggregator.readyToSeal()).isTrue();
    assertThat(text(aggregator.seal())).isEqualTo("xy");
  }

  @Test
  void beyondTheLimitEventsAreRefusedCountedAndTold() {
    fill();
    assertThat(aggregator.offer(TestEvents.reward("one too many"))).isEqualTo(Intake.OVERFLOW);
    open();
    Frame frame = aggregator.seal();

    assertThat(frame.events()).hasSize(101);
    assertThat(aggregator.overflowedEvents()).isEqualTo(1);
    ErrorEvent.Payload told = ((ErrorEvent) frame.events().get(0)).payload();
    assertThat(told.code()).isEqualTo("INTAKE_OVERFLOW");
    assertThat(told.details()).containsEntry("refused", 1L);
  }

  @Test
  void aWarningOfTheBridgeItselfIsToldHoweverFullTheFrameIs() {
    fill();
    aggregator.warn(TestEvents.error("LATE"));
    open();

    assertThat(aggregator.seal().events())
        .filteredOn(ErrorEvent.class::isInstance)
        .extracting(event -> ((ErrorEvent) event).payload().code())
        .containsExactly("LATE");
    assertThat(aggregator.overflowedEvents()).isZero();
  }

  @Test
  void theNextFrameTakesAsManyAgainAndTellsNothing() {
    fill();
    aggregator.offer(TestEvents.reward("one too many"));
    open();
    aggregator.seal();

    assertThat(aggregator.offer(TestEvents.reward("welcome"))).isEqualTo(Intake.ACCEPTED);
    open();
    assertThat(aggregator.seal().events()).extracting(Event::type).containsOnly("reward_event");
  }

  @Test
  void stateBehindABurstIsTakenWhileThereIsASlotForIt() {
    fill();
    for (int i = 0; i < 100; i++) {
      Event state = TestEvents.energy("m" + i, "1", "1", 1);
      assertThat(aggregator.offer(state)).isEqualTo(Intake.ACCEPTED);
    }
    assertThat(aggregator.offer(TestEvents.energy("m0", "2", "1", 1))).isEqualTo(Intake.ACCEPTED);
    assertThat(aggregator.offer(TestEvents.energy("new", "1", "1", 1))).isEqualTo(Intake.OVERFLOW);
  }

  @Test
  void textIsNeverRefused() {
    fill();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      assertThat(aggregator.offer(TestEvents.text("s", i + " "))).isEqualTo(Intake.ACCEPTED);
      all.append(i).append(' ');
    }
    assertThat(aggregator.offer(TestEvents.text("another", "x"))).isEqualTo(Intake.ACCEPTED);
    open();

    assertThat(text(aggregator.seal())).isEqualTo(all + "x");
    assertThat(aggregator.overflowedEvents()).isZero();
  }

  @Test
  void stateFoldsBeyondTheLimit() {
    aggregator.offer(TestEvents.energy("m1", "0", "0", 0));
    for (int i = 0; i < 99; i++) {
      aggregator.offer(TestEvents.reward("filler"));
    }
    for (int i = 1; i <= 1000; i++) {
      Event energy = TestEvents.energy("m1", String.valueOf(i), "1", 1);
      assertThat(aggregator.offer(energy)).isEqualTo(Intake.ACCEPTED);
    }
    open();
    Frame frame = aggregator.seal();
    EnergyUpdate.Payload energy =
        frame.events().stream()
            .filter(EnergyUpdate.class::isInstance)
            .map(event -> ((EnergyUpdate) event).payload())
            .findFirst()
            .orElseThrow();

    assertThat(energy.deltaEnergy()).isEqualByComparingTo("1000");
    assertThat(frame.events()).noneMatch(ErrorEvent.class::isInstance);
  }

  @Test
  void aContributorIsToldHowManyOfItsEventsWereRefused() {
    fill();
    open();
    int refused =
        aggregator.contribute(
            new Contribution(
                "a",
                number,
                List.of(
                    TestEvents.reward("a"), TestEvents.text("s", "x"), TestEvents.reward("b"))));

    assertThat(refused).isEqualTo(2);
    assertThat(text(aggregator.seal())).isEqualTo("x");
  }

  @Test
  void framesAreOpenedAndSealedInTurns() {
    assertThatThrownBy(aggregator::seal).isInstanceOf(IllegalStateException.class);
    open();
    assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
  }

  private FrameTick open() {
    FrameTick tick = TestEvents.tick(++number);
    aggregator.open(tick);
    return tick;
  }

  /** Takes the frame to its limit. */
  private void fill() {
    for (int i = 0; i < 100; i++) {
      aggregator.offer(TestEvents.reward("filler"));
    }
  }

  private void contribute(String name, long tick, Event... events) {
    aggregator.contribute(new Contribution(name, tick, List.of(events)));
  }

  private static String text(Frame frame) {
    StringBuilder text = new StringBuilder();
    for (Event event : frame.events()) {
      if (event instanceof TokenStream stream) {
        stream.payload().tokens().forEach(text::append);
      }
    }
    return text.toString();
  }
}
