package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidSamplesTest {

  private final EventCatalog catalog = EventCatalog.wirthforge();

  static List<Samples.Invalid> events() {
    return Samples.invalid(SchemaDocument.EVENTS);
  }

  static Stream<Samples.Invalid> others() {
    return Samples.ofAllFiles(Samples::invalid).filter(s -> s.file() != SchemaDocument.EVENTS);
  }

  @ParameterizedTest
  @MethodSource("events")
  void areRefusedForTheRuleTheyBreak(Samples.Invalid sample) {
    assertThat(catalog.validator().validate(sample.document()))
        .extracting(Violation::pointer, Violation::rule)
        .containsExactly(Tuple.tuple(sample.at(), sample.rule()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void becomeNoEvent(Samples.Invalid sample) {
    assertThatThrownBy(() -> catalog.decode(sample.document()))
        .isInstanceOfSatisfying(
            InvalidEventException.class,
            refusal -> {
              assertThat(refusal).hasMessageContaining(sample.rule());
              assertThat(refusal.violations()).hasSize(1);
            });
  }

  @ParameterizedTest
  @MethodSource("others")
  void areRefusedAmongTheirOtherFaults(Samples.Invalid sample) {
    assertThat(sample.file().definition(sample.definition()).validate(sample.document()))
        .extracting(Violation::pointer, Violation::rule)
        .contains(Tuple.tuple(sample.at(), sample.rule()));
  }
}
