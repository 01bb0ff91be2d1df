package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the constructors let through, the schema lets through, and the codec brings back. */
class RecordsAndSchemaTest {

  private final EventCatalog catalog = EventCatalog.wirthforge();
  private final EventCodec codec = new EventCodec(catalog);

  @Provide
  Arbitrary<WirthforgeEvent> events() {
    return AnyEvent.ofAnyType();
  }

  @Property(tries = 3000)
  void everyEventIsValidAndComesBackEqual(@ForAll("events") WirthforgeEvent event) {
    byte[] json = codec.encode(event);

    assertThat(catalog.validator().validate(codec.toTree(event))).isEmpty();
    assertThat(codec.decode(json)).isEqualTo(event);
    assertThat(codec.decode(new String(json, StandardCharsets.UTF_8))).isEqualTo(event);
  }

  @Property
  void typeAndChannelComeFirstAndNothingIsNull(@ForAll("events") WirthforgeEvent event) {
    String json = new String(codec.encode(event), StandardCharsets.UTF_8);

    assertThat(json)
        .startsWith(
            "{\"type\":\"%s\",\"channel\":\"%s\",\"timestamp\":%d,"
                .formatted(event.type(), event.channel(), event.timestamp()));
    assertThat(json.contains("\"frameNumber\"")).isEqualTo(event instanceof FrameNumbered);
    if (!(event instanceof ErrorEvent)) {
      assertThat(codec.toTree(event).get("payload")).noneMatch(JsonNode::isNull);
    }
  }

  /** A reader without exact decimals, as a browser is one. */
  @Property
  void aPlainReaderCanReadEveryEvent(@ForAll("events") WirthforgeEvent event)
      throws JsonProcessingException {
    String json = new String(codec.encode(event), StandardCharsets.UTF_8);

    assertThat(new ObjectMapper().readTree(json).path("type").asText()).isEqualTo(event.type());
    assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Property
  void aStampChangesTheTickAndNothingElse(
      @ForAll("events") WirthforgeEvent event, @ForAll("ticks") long tick) {
    Event stamped = event.eventType().stamped(event, tick, tick + 1);

    assertThat(stamped.timestamp()).isEqualTo(tick);
    assertThat(((WirthforgeEvent) stamped).payload()).isSameAs(event.payload());
    if (stamped instanceof FrameNumbered numbered) {
      assertThat(numbered.frameNumber()).isEqualTo(tick + 1);
    }
  }

  @Provide
  Arbitrary<Long> ticks() {
    return AnyEvent.counts().filter(tick -> tick < Check.MAX_INTEGER);
  }
}
