package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wirthforge.schemas.RecordingLine.Position;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecordingCodecTest {

  private static final String DIGEST = "0123456789abcdef";

  private final RecordingCodec codec = new RecordingCodec(EventCatalog.wirthforge());

  @Property(tries = 200)
  void everyLineWithAnEventReadsBackAsItWasWritten(@ForAll("events") Event event) {
    for (RecordingLine line :
        List.of(
            new RecordingLine.State(event),
            new RecordingLine.Published(1, event),
            new RecordingLine.Warned(2, event),
            new RecordingLine.Contributed(3, "decipher", 120, List.of(event, event)))) {
      assertThat(codec.decode(encoded(line))).isEqualTo(line);
    }
  }

  @Test
  void everyLineWithoutAnEventReadsBackAsItWasWritten() {
    for (RecordingLine line :
        List.of(
            new RecordingLine.Contributed(3, "decipher", 120, List.of()),
            new RecordingLine.Opened(Long.MAX_VALUE >>> 10, new Position(120, 1)),
            new RecordingLine.Sealed(5, new Position(120, 1), 7, 3, DIGEST),
            new RecordingLine.Lost(6, 12),
            new RecordingLine.End(7, 1, 2, 3, RecordingLine.Reason.MAX_BYTES))) {
      assertThat(codec.decode(encoded(line))).isEqualTo(line);
    }
  }

  @Test
  void aHeaderReadsBackWithTheApplicationsTypes() {
    EventType<CustomEvent> price =
        CustomEventType.named("price")
            .onChannel("market")
            .slotKey("/payload/symbol")
            .sum("/payload/volume")
            .appendText("/payload/note")
            .retainedUntil("/payload/closed")
            .withFrameNumber()
            .rank(7)
            .build();
    RecordingLine.Header header =
        new RecordingLine.Header(
            "wirthforge 1.0.0",
            "k3f9",
            60,
            1,
            true,
            10_000,
            "startup_complete",
            new Position(4, 5),
            List.of("token_stream"),
            List.of(TypeDeclaration.of(price)));

    RecordingLine.Header read = RecordingCodec.decodeHeader(encoded(header));
    assertThat(read).isEqualTo(header);
    EventType<?> again = RecordingCodec.catalogOf(read).find("price");
    assertThat(TypeDeclaration.of(again)).isEqualTo(TypeDeclaration.of(price));
    assertThat(again.rank()).isEqualTo(7);
    assertThat(again.channel()).isEqualTo("market");
    assertThat(RecordingCodec.catalogOf(read).names()).containsExactly("token_stream", "price");
  }

  @Test
  void aDeclarationThatContradictsItselfIsRefused() {
    TypeDeclaration declared =
        new TypeDeclaration(
            "price",
            "market",
            60,
            false,
            null,
            List.of(new TypeDeclaration.Rule("/payload/volume", "sum")),
            false,
            null);
    RecordingLine.Header header =
        new RecordingLine.Header(
            "p", "e", 60, 1, true, 10, null, null, List.of(), List.of(declared));

    assertThatThrownBy(() -> RecordingCodec.catalogOf(header))
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageContaining("declares a type that can't be: the event type price");
  }

  @Test
  void framesWithTheSameEventsShareADigestWheneverTheyHappened() {
    Event early = EventCatalog.error(1, Severity.INFO, "A", "words", "ui", null, true);
    Event late = EventCatalog.error(2, Severity.INFO, "A", "words", "ui", null, true);
    Event other = EventCatalog.error(1, Severity.INFO, "B", "words", "ui", null, true);

    assertThat(codec.digest(List.of(early), 1)).isEqualTo(codec.digest(List.of(late), 1));
    assertThat(codec.digest(List.of(early), 1)).matches("[0-9a-f]{16}");
    assertThat(codec.digest(List.of(early, other), 1))
        .isNotEqualTo(codec.digest(List.of(other, early), 1))
        .isNotEqualTo(codec.digest(List.of(early), 1));
  }

  @Test
  void aRefusalRepeatsNothingOfWhatALineHeld() {
    String line =
        "{\"line\":\"event\",\"nanos\":1,\"event\":{\"type\":\"token_stream\",\"channel\":"
            + "\"experience\",\"timestamp\":0,\"payload\":{\"tokens\":\"secret\"}}}";

    assertThatThrownBy(() -> codec.decode(line.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageContaining("/payload/tokens: type array, found string")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Provide
  Arbitrary<WirthforgeEvent> events() {
    return AnyEvent.ofAnyType();
  }

  private byte[] encoded(RecordingLine line) {
    byte[] text = codec.encode(line);
    assertThat(text[text.length - 1]).isEqualTo((byte) '\n');
    return Arrays.copyOf(text, text.length - 1);
  }
}
