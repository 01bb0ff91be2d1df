package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Frames merge because events do: associatively, exactly, and without losing text. */
class MergeTest {

  @Provide
  Arbitrary<List<EnergyUpdate>> updates() {
    return AnyEvent.updates(Arbitraries.just("m")).list().ofMinSize(2).ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<TokenStream>> streams() {
    return AnyEvent.streams().list().ofMinSize(2).ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Heartbeat>> heartbeats() {
    return Combinators.combine(AnyEvent.counts(), AnyEvent.heartbeats())
        .as(Heartbeat::new)
        .withoutEdgeCases()
        .list()
        .ofMinSize(2)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<EnergyField>> fields() {
    return Combinators.combine(AnyEvent.counts(), AnyEvent.counts(), AnyEvent.fields())
        .as(EnergyField::new)
        .withoutEdgeCases()
        .list()
        .ofMinSize(2)
        .ofMaxSize(6);
  }

  @Property
  void updatesMergeInAnyGrouping(@ForAll("updates") List<EnergyUpdate> events) {
    EnergyUpdate merged = inAnyGrouping(EnergyUpdate.TYPE, events);
    EnergyUpdate last = events.get(events.size() - 1);

    BigDecimal sum =
        events.stream()
            .map(e -> e.payload().deltaEnergy())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(merged.payload().deltaEnergy()).isEqualByComparingTo(sum);
    assertThat(merged.payload().totalEnergy()).isEqualTo(last.payload().totalEnergy());
    assertThat(merged.payload().processingTime())
        .isEqualTo(events.stream().mapToDouble(e -> e.payload().processingTime()).max().orElse(-1));
    assertThat(merged.frameNumber()).isEqualTo(last.frameNumber());
    assertThat(merged.payload().energyDistribution())
        .isEqualTo(last.payload().energyDistribution());
  }

  @Property
  void streamsMergeInAnyGrouping(@ForAll("streams") List<TokenStream> events) {
    TokenStream merged = inAnyGrouping(TokenStream.TYPE, events);

    var text = new StringBuilder();
    events.forEach(event -> event.payload().tokens().forEach(text::append));
    assertThat(String.join("", merged.payload().tokens())).isEqualTo(text.toString());
    assertThat(merged.payload().isComplete())
        .isEqualTo(events.stream().anyMatch(event -> event.payload().isComplete()));
    BigDecimal cost =
        events.stream()
            .map(event -> event.payload().energyCost())
            .filter(Objects::nonNull)
            .reduce(BigDecimal::add)
            .orElse(null);
    if (cost == null) {
      assertThat(merged.payload().energyCost()).isNull();
    } else {
      assertThat(merged.payload().energyCost()).isEqualByComparingTo(cost);
    }
  }

  @Property
  void ofHeartbeatsTheLatestStays(@ForAll("heartbeats") List<Heartbeat> events) {
    assertThat(inAnyGrouping(Heartbeat.TYPE, events)).isSameAs(events.get(events.size() - 1));
  }

  @Property
  void ofFieldsTheLatestStays(@ForAll("fields") List<EnergyField> events) {
    assertThat(inAnyGrouping(EnergyField.TYPE, events)).isSameAs(events.get(events.size() - 1));
  }

  private static <E extends Event> E inAnyGrouping(EventType<E> type, List<E> events) {
    E fromLeft = events.stream().reduce(type::fold).orElseThrow();
    var right = new ArrayList<>(events);
    E fromRight = right.remove(right.size() - 1);
    while (!right.isEmpty()) {
      fromRight = type.fold(right.remove(right.size() - 1), fromRight);
    }
    assertThat(fromRight).isEqualTo(fromLeft);
    assertThat(type.fold(pairwise(type, events), fromLeft))
        .isEqualTo(type.fold(fromLeft, fromLeft));
    return fromLeft;
  }

  private static <E extends Event> E pairwise(EventType<E> type, List<E> events) {
    int half = events.size() / 2;
    return events.size() == 1
        ? events.get(0)
        : type.fold(
            pairwise(type, events.subList(0, half)),
            pairwise(type, events.subList(half, events.size())));
  }

  @Property
  void deltasOfThousandthsAddUpToTheTotal(@ForAll("thousandths") List<Integer> deltas) {
    long total = 0;
    EnergyUpdate merged = null;
    for (int delta : deltas) {
      total += delta;
      EnergyUpdate next = update(BigDecimal.valueOf(total, 3), BigDecimal.valueOf(delta, 3), 1);
      merged = merged == null ? next : EnergyUpdate.TYPE.fold(merged, next);
    }
    assertThat(merged.payload().deltaEnergy()).isEqualTo(merged.payload().totalEnergy());
    assertThat(merged.payload().tokensGenerated()).isEqualTo(deltas.size());
  }

  @Provide
  Arbitrary<List<Integer>> thousandths() {
    return Arbitraries.integers().between(0, 999).list().ofMinSize(1).ofMaxSize(300);
  }

  @Test
  void countsAndAmountsStopAtTheirLimitInsteadOfFailing() {
    BigDecimal most = new BigDecimal(Double.MAX_VALUE);
    EnergyUpdate huge = update(most, most, Check.MAX_INTEGER);

    EnergyUpdate merged = EnergyUpdate.TYPE.fold(huge, huge);
    assertThat(merged.payload().tokensGenerated()).isEqualTo(Check.MAX_INTEGER);
    assertThat(merged.payload().deltaEnergy()).isEqualByComparingTo(most);

    EnergyUpdate negative = update(most, most.negate(), 0);
    assertThat(EnergyUpdate.TYPE.fold(negative, negative).payload().deltaEnergy())
        .isEqualByComparingTo(most.negate());
  }

  private static EnergyUpdate update(BigDecimal total, BigDecimal delta, long tokens) {
    return new EnergyUpdate(1, 1, new EnergyUpdate.Payload(total, delta, tokens, 1, "m", null));
  }

  @Test
  void eventsThatAreKeptNeverMerge() {
    var type = RewardEvent.TYPE;
    var payload =
        new RewardEvent.Payload(RewardEvent.RewardType.FEEDBACK, "t", 1, null, null, null);
    var event = new RewardEvent(1, payload);

    assertThat(type.slotKeyOf(event)).isNull();
    assertThatThrownBy(() -> type.fold(event, event)).isInstanceOf(IllegalStateException.class);
  }
}
