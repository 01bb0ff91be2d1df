package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidSamplesTest {

  private final EventCatalog catalog = EventCatalog.wirthforge();
  private final EventCodec codec = new EventCodec(catalog);

  static Stream<Samples.Valid> all() {
    return Samples.ofAllFiles(Samples::valid);
  }

  static List<Samples.Valid> events() {
    return Samples.valid(SchemaDocument.EVENTS);
  }

  @ParameterizedTest
  @MethodSource("all")
  void obeyTheirSchema(Samples.Valid sample) {
    assertThat(sample.file().definition(sample.definition()).validate(sample.document())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void areEventsAndWriteTheSameJsonAgain(Samples.Valid sample) {
    assertThat(catalog.validator().validate(sample.document())).isEmpty();

    Event event = codec.decode(sample.document());
    assertThat(event.type()).isEqualTo(sample.definition());
    assertThat(canonical(codec.toTree(event))).isEqualTo(canonical(sample.document()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void weighAboutWhatTheyHold(Samples.Valid sample) {
    Event event = codec.decode(sample.document());
    assertThat(event.eventType().weightOf(event)).isBetween(100, 10_000);
  }

  @Test
  void existForEachOfTheNine() {
    assertThat(Samples.definitions(SchemaDocument.EVENTS))
        .containsExactlyInAnyOrderElementsOf(catalog.names());
  }

  private static JsonNode canonical(JsonNode json) {
    return JsonTrees.canonical(json, "", new ArrayList<>());
  }
}
