package io.wirthforge.schemas.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What adds up is judged whatever way it was cut into frames. */
class ContentJudgeTest {

  @Test
  void totalsAreWhatTheDeltasAddUpTo() {
    Told right = Told.inEvents().energy(1, 5.1, 0.1).energy(2, 5.1, 0).energy(3, 5.3, 0.2);
    assertThat(ContentJudge.energy(right.transcript()).outcome()).isEqualTo(Outcome.PASS);
    Told lost = Told.inEvents().energy(1, 5.1, 0.1).energy(3, 5.3, 0.1);
    assertThat(ContentJudge.energy(lost.transcript()))
        .isEqualTo(Finding.fail("message 2 /payload/totalEnergy grew by 0.2, deltaEnergy is 0.1"));
    Told fell = Told.inEvents().energy(1, 5.1, 0.1).energy(3, 5.0, 0);
    assertThat(ContentJudge.energy(fell.transcript()).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void mergedFramesAreTheSameAsSingleOnes() {
    Told single = Told.inFrames().frame(0, 0, "x", 0, 0);
    single.frame(1, 1, "a", 0.1, 0.1).frame(2, 2, "b", 0.1, 0.2).frame(3, 3, "c", 0.1, 0.3);
    Told merged = Told.inFrames().frame(0, 0, "x", 0, 0).frame(1, 3, "abc", 0.3, 0.3);

    assertThat(same(single, merged).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aMergeThatLosesDoublesOrSwapsIsFound() {
    Told single = Told.inFrames().frame(0, 0, "x", 0, 0);
    single.frame(1, 1, "a", 0.1, 0.1).frame(2, 2, "b", 0.1, 0.2);

    assertThat(same(single, after().frame(1, 2, "a", 0.2, 0.2)))
        .isEqualTo(Finding.fail("ticks 1 to 2: a text of 2 characters is one of 1"));
    assertThat(same(single, after().frame(1, 2, "ba", 0.2, 0.2)).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(same(single, after().frame(1, 2, "ab", 0.4, 0.2)).evidence())
        .isEqualTo("ticks 1 to 2: deltaEnergy adds up to 0.4 instead of 0.2");
    assertThat(same(single, after().frame(1, 2, "ab", 0.2, 0.3)).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void whatTwoClientsSawOfDifferentTicksIsNotCompared() {
    Told single = Told.inFrames().frame(0, 0, "x", 0, 0).frame(1, 1, "a", 0.1, 0.1);
    Told elsewhere = Told.inFrames().frame(5, 5, "x", 0, 0).frame(6, 8, "abc", 0.1, 0.1);
    assertThat(same(single, elsewhere).outcome()).isEqualTo(Outcome.SKIPPED);

    Told gap = after().frame(7, 9, "abc", 0.1, 0.1);
    assertThat(same(single, gap).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void gapsAndStepsBackAreFoundAndAResetIsNeither() {
    assertThat(OrderJudge.contiguous(after().frame(3, 3, "a", 0, 0).transcript()))
        .isEqualTo(Finding.fail("message 2 /fromFrame: 3 after frame 0, and no reset"));
    assertThat(OrderJudge.contiguous(after().frame(1, 3, "a", 0, 0).transcript()).outcome())
        .isEqualTo(Outcome.PASS);
    assertThat(OrderJudge.increasing(after().frame(0, 0, "a", 0, 0).transcript()).outcome())
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void inEventsModeMergedEventsKeepTheNumbersOfTheirOwnTicks() {
    String field = "{'type':'energy_field','frameNumber':%d,'timestamp':%d,'payload':{}}";
    Told merged = Told.inEvents().energy(4, 1, 0).say(field.formatted(3, Told.START_MS + 50));
    merged.energy(9, 1, 0).say(field.formatted(7, Told.START_MS + 116));

    assertThat(OrderJudge.increasing(merged.transcript()).outcome()).isEqualTo(Outcome.PASS);
    assertThat(ClockJudge.sane(merged.transcript()).outcome()).isEqualTo(Outcome.PASS);
    merged.say(field.formatted(5, Told.START_MS + 80));
    assertThat(OrderJudge.increasing(merged.transcript()))
        .isEqualTo(Finding.fail("message 5 /frameNumber: 5 after 7"));
    assertThat(ClockJudge.sane(merged.transcript()).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void whatStandsTooLateInItsTickIsFoundUnlessTwoTicksBearOneTime() {
    String late = "{'type':'energy_update','frameNumber':%d,'timestamp':%d,'payload':{}}";
    String field = "{'type':'energy_field','frameNumber':4,'timestamp':%d,'payload':{}}";
    Told one = Told.inEvents().say(field.formatted(Told.START_MS));
    one.say(late.formatted(4, Told.START_MS));
    assertThat(OrderJudge.withinFrame(one.transcript()))
        .isEqualTo(Finding.fail("message 2 energy_update stands too late in its frame"));

    Told two = Told.inEvents().say(field.formatted(Told.START_MS));
    two.say(late.formatted(5, Told.START_MS));
    assertThat(OrderJudge.withinFrame(two.transcript()).outcome()).isEqualTo(Outcome.PASS);
  }

  private static Told after() {
    return Told.inFrames().frame(0, 0, "x", 0, 0);
  }

  private static Finding same(Told witness, Told other) {
    return SpanJudge.same(witness.frames(), other.frames(), frame -> frame.ticks() > 1);
  }
}
