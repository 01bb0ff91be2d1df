package io.wirthforge.schemas;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary events of the nine types, with values from the whole range that the contract allows.
 */
final class AnyEvent {

  private AnyEvent() {}

  static Arbitrary<WirthforgeEvent> ofAnyType() {
    return Arbitraries.oneOf(
            stamped(startups(), (timestamp, payload) -> new StartupComplete(timestamp, payload)),
            updates(Arbitraries.of("a", "b-2")).map(WirthforgeEvent.class::cast),
            numbered(fields(), EnergyField::new),
            streams().map(WirthforgeEvent.class::cast),
            numbered(interferences(), InterferenceEvent::new),
            numbered(resonances(), ResonanceEvent::new),
            stamped(rewards(), RewardEvent::new),
            stamped(heartbeats(), Heartbeat::new),
            stamped(errors(), ErrorEvent::new))
        .withoutEdgeCases();
  }

  /** Updates of these models. */
  static Arbitrary<EnergyUpdate> updates(Arbitrary<String> models) {
    var payloads =
        Combinators.combine(
                amounts().map(BigDecimal::abs),
                amounts(),
                counts(),
                shares().map(share -> share * 16.67),
                models,
                distributions().injectNull(0.5))
            .as(EnergyUpdate.Payload::new);
    return Combinators.combine(counts(), counts(), payloads)
        .as(EnergyUpdate::new)
        .withoutEdgeCases();
  }

  /** Streams of one session and model. */
  static Arbitrary<TokenStream> streams() {
    var payloads =
        Combinators.combine(
                texts().list().ofMaxSize(5),
                Arbitraries.of(true, false),
                Arbitraries.just("s"),
                Arbitraries.just("m"),
                amounts().map(BigDecimal::abs).injectNull(0.3))
            .as(TokenStream.Payload::new);
    return Combinators.combine(counts(), payloads).as(TokenStream::new).withoutEdgeCases();
  }

  static Arbitrary<EnergyField.Payload> fields() {
    var points = Combinators.combine(numbers(), numbers(), sizes()).as(EnergyField.Coordinate::new);
    return Combinators.combine(
            Arbitraries.of(EnergyField.FieldType.class),
            shares(),
            points.list().ofMaxSize(4),
            models())
        .as(EnergyField.Payload::new);
  }

  static Arbitrary<Heartbeat.Payload> heartbeats() {
    return Combinators.combine(counts(), counts(), sizes().injectNull(0.3), texts().injectNull(0.3))
        .as(Heartbeat.Payload::new);
  }

  private static Arbitrary<StartupComplete.Payload> startups() {
    return Combinators.combine(
            models(),
            Arbitraries.of(StartupComplete.Tier.class),
            Arbitraries.of("1.0.0", "12.345.6789"),
            Arbitraries.of(StartupComplete.Capability.class).list().ofMaxSize(4).injectNull(0.3))
        .as(
            (model, tier, version, can) ->
                new StartupComplete.Payload(model, tier, version, 60, can));
  }

  private static Arbitrary<InterferenceEvent.Payload> interferences() {
    return Combinators.combine(
            Arbitraries.of(InterferenceEvent.PatternType.class), several(), shares(), shares())
        .as(InterferenceEvent.Payload::new);
  }

  private static Arbitrary<ResonanceEvent.Payload> resonances() {
    return Combinators.combine(
            Arbitraries.of(ResonanceEvent.ResonanceType.class),
            sizes(),
            shares(),
            several(),
            shares().map(share -> share * 360).injectNull(0.3))
        .as(ResonanceEvent.Payload::new);
  }

  private static Arbitrary<RewardEvent.Payload> rewards() {
    return Combinators.combine(
            Arbitraries.of(RewardEvent.RewardType.class),
            texts(),
            counts(),
            texts().injectNull(0.3),
            Arbitraries.integers().between(1, 5).injectNull(0.3),
            sizes().injectNull(0.3))
        .as(RewardEvent.Payload::new);
  }

  private static Arbitrary<ErrorEvent.Payload> errors() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            texts().map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            numbers().map(Object.class::cast),
            amounts().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast),
            texts().list().ofMaxSize(3).map(Object.class::cast),
            Arbitraries.maps(texts(), numbers()).ofMaxSize(3).map(Object.class::cast));
    Arbitrary<Map<String, Object>> details =
        Arbitraries.maps(texts(), values.injectNull(0.1)).ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.of(Severity.class),
            Arbitraries.of("FRAME_OVERRUN", "A1", "_"),
            texts(),
            Arbitraries.of(ErrorEvent.Component.class),
            details.injectNull(0.3),
            Arbitraries.of(true, false).injectNull(0.3))
        .as(ErrorEvent.Payload::new);
  }

  private static Arbitrary<EnergyUpdate.EnergyDistribution> distributions() {
    Arbitrary<Double> parts = sizes().injectNull(0.3);
    return Combinators.combine(parts, parts, parts).as(EnergyUpdate.EnergyDistribution::new);
  }

  private interface Numbered<P> {
    WirthforgeEvent of(long timestamp, long frameNumber, P payload);
  }

  private static <P> Arbitrary<WirthforgeEvent> numbered(Arbitrary<P> payloads, Numbered<P> make) {
    return Combinators.combine(counts(), counts(), payloads).as(make::of);
  }

  private static <P> Arbitrary<WirthforgeEvent> stamped(
      Arbitrary<P> payloads, BiFunction<Long, P, WirthforgeEvent> make) {
    return Combinators.combine(counts(), payloads).as(make::apply);
  }

  static Arbitrary<String> models() {
    return Arbitraries.strings().alpha().numeric().withChars("_-").ofMinLength(1).ofMaxLength(12);
  }

  private static Arbitrary<List<String>> several() {
    return models().list().ofMinSize(2).ofMaxSize(4);
  }

  /** Any characters at all, lone surrogates among them. */
  static Arbitrary<String> texts() {
    return Arbitraries.strings().all().ofMaxLength(8);
  }

  static Arbitrary<Long> counts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, Check.MAX_INTEGER), Arbitraries.of(0L, Check.MAX_INTEGER));
  }

  static Arbitrary<BigDecimal> amounts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-1_000_000, 1_000_000).map(n -> BigDecimal.valueOf(n, 3)),
        numbers().filter(number -> Math.abs(number) < 1e300).map(BigDecimal::valueOf));
  }

  /** Any double but NaN and the infinities. */
  static Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
        Arbitraries.of(0.0, -0.0, 1.0, Double.MAX_VALUE, Double.MIN_VALUE));
  }

  private static Arbitrary<Double> sizes() {
    return numbers().map(Math::abs);
  }

  private static Arbitrary<Double> shares() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 1L << 53).map(n -> n * 0x1.0p-53), Arbitraries.of(0.0, 1.0));
  }
}
