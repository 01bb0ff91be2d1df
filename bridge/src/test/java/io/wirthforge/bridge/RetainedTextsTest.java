package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.TokenStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetainedTextsTest {

  private final RetainedTexts texts = new RetainedTexts();

  @Test
  void aLongTextOfSmallTokensIsKeptFromItsBeginning() {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      texts.add(TestEvents.text("s", i + " "), false, i);
      written.append(i).append(' ');
    }

    assertThat(textOf(texts.parts(false))).isEqualTo(written.toString());
  }

  @Test
  void beyondItsBoundATextLosesItsBeginningOnly() {
    String kilobyte = "x".repeat(1024);
    for (int i = 0; i < 20_000; i++) {
      texts.add(TestEvents.text("s", i + " " + kilobyte), false, i);
    }

    assertThat(textOf(texts.parts(false)))
        .hasSizeLessThan(RetainedTexts.MAX_TEXT_BYTES)
        .hasSizeGreaterThan(RetainedTexts.MAX_TEXT_BYTES / 4)
        .endsWith("19999 " + kilobyte);
  }

  @Test
  void fewLargeEventsAreBoundedAsManySmallOnesAre() {
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 100; i++) {
      texts.add(TestEvents.text("s", large), false, i);
    }

    assertThat(2 * textOf(texts.parts(false)).length())
        .isBetween(RetainedTexts.MAX_TEXT_BYTES / 2, RetainedTexts.MAX_TEXT_BYTES * 3 / 2);
  }

  @Test
  void whoTakesOverForgetsNoMoreAtOnce() {
    String kilobyte = "x".repeat(1024);
    for (int i = 0; i < 4000; i++) {
      texts.add(TestEvents.text("s", kilobyte), false, i);
    }
    RetainedTexts successor = new RetainedTexts();
    texts.parts(true).forEach(part -> successor.add(part, false, 4000));
    for (int i = 0; i < 1000; i++) {
      texts.add(TestEvents.text("s", kilobyte), false, i);
      successor.add(TestEvents.text("s", kilobyte), false, i);
    }

    assertThat(2 * textOf(successor.parts(false)).length())
        .isGreaterThan(RetainedTexts.MAX_TEXT_BYTES / 2);
  }

  @Test
  void aTextThatHadToGoIsNotBegunAnewFromItsMiddle() {
    int sessions = RetainedTexts.MAX_TEXTS + 3;
    for (int round = 0; round < 5; round++) {
      for (int s = 0; s < sessions; s++) {
        texts.add(TestEvents.text("s" + s, round + " "), false, round);
      }
    }

    assertThat(texts.parts(false))
        .hasSize(RetainedTexts.MAX_TEXTS)
        .allSatisfy(part -> assertThat(textOf(List.of(part))).isEqualTo("0 1 2 3 4 "));
  }

  private static String textOf(List<Event> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> ((TokenStream) part).payload().tokens().forEach(text::append));
    return text.toString();
  }
}
