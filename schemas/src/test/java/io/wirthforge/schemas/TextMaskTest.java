package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Text is taken out and its length left, before a merge or after it. */
class TextMaskTest {

  private static final EventType<CustomEvent> CHAT =
      CustomEventType.named("chat")
          .onChannel("talk")
          .slotKey("/payload/room/name")
          .appendText("/payload/text")
          .append("/payload/lines")
          .build();

  @Test
  void asManyLettersStandForATokenAsItHadBytes() {
    TokenStream masked =
        (TokenStream)
            TextMask.mask(
                new TokenStream(
                    7,
                    new TokenStream.Payload(List.of("ab\n", "ä", "👩", ""), true, "s", "m", null)));

    assertThat(masked.payload().tokens()).containsExactly("xxx", "xx", "xxxx", "");
    assertThat(masked.payload().sessionId()).isEqualTo("s");
    assertThat(masked.payload().isComplete()).isTrue();
    assertThat(masked.timestamp()).isEqualTo(7);
  }

  @Test
  void ofAnApplicationsEventOnlyTheSlotIsLeft() {
    CustomEvent masked =
        (CustomEvent)
            TextMask.mask(
                chat(
                    "{\"room\":{\"name\":\"r1\",\"topic\":\"hush\"},\"text\":\"secret\",\"n\":1.5,"
                        + "\"lines\":[\"a\",{\"name\":\"bc\"}],\"open\":true,\"none\":null}"));

    JsonNode expected =
        Samples.json(
            "{\"room\":{\"name\":\"r1\",\"topic\":\"xxxx\"},\"text\":\"xxxxxx\",\"n\":1.5,"
                + "\"lines\":[\"x\",{\"name\":\"xx\"}],\"open\":true,\"none\":null}");
    assertThat(masked.payload()).isEqualTo(expected);
  }

  @Test
  void eventsThatHoldNoTextAreLeftAsTheyAre() {
    Event event = EventCatalog.error(1, Severity.INFO, "A", "words", "ui", null, true);

    assertThat(TextMask.mask(event)).isSameAs(event);
  }

  @Property(tries = 200)
  void maskingAndMergingMayBeDoneInEitherOrder(
      @ForAll("streams") TokenStream a, @ForAll("streams") TokenStream b) {
    assertThat(TextMask.mask(TokenStream.TYPE.fold(a, b)))
        .isEqualTo(TokenStream.TYPE.fold(TextMask.mask(a), TextMask.mask(b)));
  }

  @Test
  void soItMayForAnApplicationsText() {
    CustomEvent a = chat("{\"room\":{\"name\":\"r\"},\"text\":\"ö\",\"lines\":[\"abc\"]}");
    CustomEvent b = chat("{\"room\":{\"name\":\"r\"},\"text\":\"xy\",\"lines\":[\"d\"]}");

    assertThat(TextMask.mask(CHAT.fold(a, b)))
        .isEqualTo(CHAT.fold(TextMask.mask(a), TextMask.mask(b)));
  }

  @Provide
  Arbitrary<TokenStream> streams() {
    return AnyEvent.streams();
  }

  private static CustomEvent chat(String payload) {
    return CustomEvent.of(CHAT, Samples.json(payload));
  }
}
