package io.wirthforge.bridge;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.TokenStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random events of all types, and random frames of them. */
final class FrameArbitraries {

  private static final String[] MODELS = {"m1", "m2"};
  private static final String[] SESSIONS = {"s1", "s2", "s3"};

  private FrameArbitraries() {}

  /** Frames with rising numbers, some missing, some empty. */
  static Arbitrary<List<Frame>> frames(int minimum, int maximum) {
    Arbitrary<List<Event>> events = events().list().ofMaxSize(12);
    Arbitrary<Integer> gaps =
        Arbitraries.frequency(net.jqwik.api.Tuple.of(5, 1), net.jqwik.api.Tuple.of(1, 3));
    return Combinators.combine(events, gaps)
        .as((some, gap) -> new Draft(gap, some))
        .list()
        .ofMinSize(minimum)
        .ofMaxSize(maximum)
        .map(FrameArbitraries::numbered)
        .withoutEdgeCases();
  }

  static Arbitrary<Event> events() {
    return Arbitraries.oneOf(
        energies(),
        fields(),
        texts(),
        texts(),
        Arbitraries.integers().between(1, 9).map(TestEvents::heartbeat),
        Arbitraries.of("a", "b").map(TestEvents::startup),
        Arbitraries.of("A", "B").map(TestEvents::error),
        Arbitraries.of("first", "second").map(TestEvents::reward),
        Arbitraries.of(0.25, 0.5).map(share -> TestEvents.interference(share, "m1", "m2")),
        Arbitraries.of(2.0, 3.0).map(hertz -> TestEvents.resonance(hertz, "m1", "m2")),
        prices(),
        chats(),
        Arbitraries.integers().map(n -> TestEvents.custom(TestEvents.ALARM, "{'n':" + n + "}")));
  }

  private static Arbitrary<EnergyUpdate> energies() {
    return Combinators.combine(
            Arbitraries.of(MODELS),
            amounts().map(BigDecimal::abs),
            amounts(),
            Arbitraries.longs().between(0, 1000),
            Arbitraries.doubles().between(0, 16.67).ofScale(2))
        .as(
            (model, total, delta, tokens, time) ->
                new EnergyUpdate(
                    0, 0, new EnergyUpdate.Payload(total, delta, tokens, time, model, null)));
  }

  private static Arbitrary<EnergyField> fields() {
    return Combinators.combine(
            Arbitraries.of(MODELS),
            Arbitraries.of(EnergyField.FieldType.STREAM, EnergyField.FieldType.LIGHTNING),
            Arbitraries.of(0.0, 0.5, 1.0))
        .as(TestEvents::field);
  }

  private static Arbitrary<TokenStream> texts() {
    Arbitrary<List<String>> tokens =
        Arbitraries.of(
                "", "a", "Ω", "👩‍🚀", "\ud83d", "\u0000\n\"\\", "\u2028</script>", "ein Wort ")
            .list()
            .ofMaxSize(4);
    return Combinators.combine(
            tokens,
            Arbitraries.of(false, false, false, true),
            Arbitraries.of(SESSIONS),
            Arbitraries.of(MODELS),
            amounts().map(BigDecimal::abs).injectNull(0.3))
        .as(
            (some, end, session, model, cost) ->
                new TokenStream(0, new TokenStream.Payload(some, end, session, model, cost)));
  }

  private static Arbitrary<Event> prices() {
    return Combinators.combine(Arbitraries.of("x", "y"), amounts(), amounts().injectNull(0.5))
        .as(
            (symbol, last, volume) ->
                TestEvents.custom(
                    TestEvents.PRICE,
                    String.format(
                        "{'symbol':'%s','last':%s,'trades':[%s]%s}",
                        symbol,
                        last.toPlainString(),
                        last.toPlainString(),
                        volume == null
                            ? ""
                            : ",'high':"
                                + last.toPlainString()
                                + ",'volume':"
                                + volume.toPlainString())));
  }

  private static Arbitrary<Event> chats() {
    return Combinators.combine(Arbitraries.of("r1", "r2"), Arbitraries.of("hi ", "ho "))
        .as(
            (room, text) ->
                TestEvents.custom(
                    TestEvents.CHAT, "{'room':'" + room + "','text':'" + text + "'}"));
  }

  private static Arbitrary<BigDecimal> amounts() {
    return Arbitraries.oneOf(
        Arbitraries.bigDecimals()
            .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
            .ofScale(9),
        Arbitraries.of(
            new BigDecimal("0.1"), new BigDecimal("0.2"), new BigDecimal("1e15"), BigDecimal.ZERO));
  }

  private record Draft(int gap, List<Event> events) {}

  private static List<Frame> numbered(List<Draft> drafts) {
    List<Frame> frames = new ArrayList<>();
    long number = -1;
    for (Draft draft : drafts) {
      number += draft.gap();
      frames.add(TestEvents.frame(number, draft.events().toArray(Event[]::new)));
    }
    return frames;
  }
}
