package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema refuses, the constructors refuse for the same reason. */
class ConstructorsObeySchemaTest {

  /** The other rules can't be broken through a constructor: Java's types see to them. */
  private static final Set<String> RULES = Set.of("minimum", "maximum", "pattern", "minItems");

  static List<Samples.Invalid> samples() {
    return Samples.invalid(SchemaDocument.EVENTS).stream()
        .filter(sample -> RULES.contains(sample.rule()))
        .filter(sample -> !sample.document().at(sample.at()).isBigInteger())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void constructorsRefuseWhatTheSchemaRefuses(Samples.Invalid sample) {
    Violation refused = refusal(() -> NineTypes.read(sample.document()));

    assertThat(refused.rule()).isEqualTo(sample.rule());
    String place = sample.at().replaceAll("coordinates/[0-9]+", "coordinates/*");
    assertThat(refused.pointer()).isEqualTo(place);
    assertThat(refused.expected()).isEqualTo(validated(sample).expected());
  }

  private static Violation validated(Samples.Invalid sample) {
    return EventCatalog.wirthforge().validator().validate(sample.document()).get(0);
  }

  private static Violation refusal(Runnable construction) {
    try {
      construction.run();
    } catch (InvalidEventException refusal) {
      return refusal.violations().get(0);
    }
    throw new AssertionError("nothing was refused");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void noNumberMayBeInfiniteOrNone(double number) {
    assertFiniteAt("/payload/intensity", () -> field(number));
    assertFiniteAt("/payload/coordinates/*/x", () -> new EnergyField.Coordinate(number, 0, 0));
    assertFiniteAt("/payload/coordinates/*/y", () -> new EnergyField.Coordinate(0, number, 0));
    assertFiniteAt("/payload/coordinates/*/energy", () -> new EnergyField.Coordinate(0, 0, number));
    assertFiniteAt("/payload/frameRate", () -> EventCatalog.heartbeat(1, 1, number, null));
    assertFiniteAt(
        "/payload/energyDistribution/reasoning",
        () -> new EnergyUpdate.EnergyDistribution(0.0, null, number));
    assertFiniteAt("/payload/energyBonus", () -> reward(number));
    assertFiniteAt("/payload/phase", () -> resonance(0.5, 1, number));
    assertFiniteAt("/payload/amplitude", () -> resonance(number, 1, 0));
    assertFiniteAt("/payload/frequency", () -> resonance(0.5, number, 0));
  }

  private static void assertFiniteAt(String pointer, Runnable construction) {
    Violation refused = refusal(construction);
    assertThat(refused.toString()).startsWith(pointer + ": finite").endsWith("found number");
  }

  private static EnergyField.Payload field(double intensity) {
    return new EnergyField.Payload(EnergyField.FieldType.STREAM, intensity, List.of(), "m");
  }

  private static RewardEvent.Payload reward(double bonus) {
    return new RewardEvent.Payload(RewardEvent.RewardType.FEEDBACK, "t", 0, null, null, bonus);
  }

  private static ResonanceEvent.Payload resonance(double amplitude, double hz, double phase) {
    var type = ResonanceEvent.ResonanceType.FUNDAMENTAL;
    return new ResonanceEvent.Payload(type, hz, amplitude, List.of("a", "b"), phase);
  }

  @Test
  void textsAreCutRatherThanRefused() {
    var event =
        (ErrorEvent)
            EventCatalog.error(
                Severity.INFO, "LONG", "\uD83D\uDD25".repeat(5000), "ui", null, true);
    String message = event.payload().message();
    assertThat(message.codePointCount(0, message.length())).isEqualTo(1000);

    var reward =
        new RewardEvent.Payload(
            RewardEvent.RewardType.FEEDBACK, "t".repeat(101), 0, "d".repeat(501), null, null);
    assertThat(reward.title()).hasSize(100);
    assertThat(reward.description()).hasSize(500);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertMissing("/payload", () -> new EnergyField(1, 1, null));
    assertMissing("/payload/modelId", () -> field(null, 0.5));
    assertMissing(
        "/payload/models/1",
        () ->
            new InterferenceEvent.Payload(
                InterferenceEvent.PatternType.NEUTRAL, Arrays.asList("a", null), 0, 0));
    assertMissing(
        "/payload/coordinates/0",
        () ->
            new EnergyField.Payload(
                EnergyField.FieldType.STREAM,
                0,
                Arrays.asList((EnergyField.Coordinate) null),
                "m"));
    assertMissing("/payload/tokens", () -> new TokenStream.Payload(null, true, "s", "m", null));
    assertMissing("/payload/severity", () -> EventCatalog.error(null, "A", "m", "ui", null, true));
  }

  private static void assertMissing(String pointer, Runnable construction) {
    assertThat(refusal(construction)).hasToString(pointer + ": required member, found missing");
  }

  @Test
  void listsAreCopied() {
    var tokens = new ArrayList<>(List.of("a"));
    var payload = new TokenStream.Payload(tokens, false, "s", "m", null);
    tokens.set(0, "b");

    assertThat(payload.tokens()).containsExactly("a");
    assertThatThrownBy(() -> payload.tokens().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusalsNeverRepeatTheValue() {
    assertThatThrownBy(() -> field("secret words", 0.5)).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> EventCatalog.error(Severity.INFO, "secret", "m", "ui", null, true))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> EventCatalog.error(Severity.INFO, "A", "m", "secret", null, true))
        .hasMessageStartingWith("/payload/component: enum one of orchestrator")
        .hasMessageNotContaining("secret");
  }

  private static EnergyField.Payload field(String model, double intensity) {
    return new EnergyField.Payload(EnergyField.FieldType.STREAM, intensity, List.of(), model);
  }
}
