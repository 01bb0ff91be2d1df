package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CustomMergeTest {

  private static final EventType<CustomEvent> ALL_RULES =
      CustomEventType.named("all_rules")
          .onChannel("test")
          .slotKey("/payload/slot")
          .sum("/payload/sum")
          .max("/payload/in/max")
          .min("/payload/in/min")
          .or("/payload/in/deep/or")
          .append("/payload/items")
          .appendText("/payload/text")
          .retained()
          .build();

  @Provide
  Arbitrary<CustomEvent> events() {
    Arbitrary<JsonNode> numbers = AnyEvent.amounts().map(Numbers::canonical).map(JsonTrees::of);
    Arbitrary<ObjectNode> insides =
        Combinators.combine(
                numbers.injectNull(0.3),
                numbers.injectNull(0.3),
                Arbitraries.of("{}", "{\"or\":true}", "{\"or\":false}")
                    .map(Samples::json)
                    .injectNull(0.3))
            .as((max, min, deep) -> object("max", max, "min", min, "deep", deep));
    return Combinators.combine(
            numbers.injectNull(0.3),
            insides.injectNull(0.3),
            Arbitraries.of("[]", "[1]", "[\"a\",{}]").map(Samples::json).injectNull(0.3),
            Arbitraries.of("\"\"", "\"ab\"").map(Samples::json).injectNull(0.3),
            numbers)
        .as(
            (sum, in, items, text, latest) ->
                object("sum", sum, "in", in, "items", items, "text", text, "latest", latest))
        .map(payload -> CustomEvent.of(ALL_RULES, payload.put("slot", "s")))
        .withoutEdgeCases();
  }

  private static ObjectNode object(Object... members) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < members.length; i += 2) {
      if (members[i + 1] instanceof JsonNode value) {
        object.set((String) members[i], value);
      }
    }
    return object;
  }

  @Property
  void allRulesAreAssociativeAndChangeNoEvent(
      @ForAll("events") CustomEvent a,
      @ForAll("events") CustomEvent b,
      @ForAll("events") CustomEvent c) {
    var before = List.of(a.payload(), b.payload(), c.payload());

    CustomEvent left = ALL_RULES.fold(ALL_RULES.fold(a, b), c);
    CustomEvent right = ALL_RULES.fold(a, ALL_RULES.fold(b, c));
    assertThat(left).isEqualTo(right);
    assertThat(left.payload().get("latest")).isEqualTo(c.payload().get("latest"));
    assertThat(List.of(a.payload(), b.payload(), c.payload())).isEqualTo(before);
  }

  @Test
  void everyRuleDoesWhatItsNameSays() {
    CustomEvent merged =
        ALL_RULES.fold(
            event(
                """
                {"slot":1,"sum":0.1,"in":{"max":3,"min":3,"deep":{"or":true}},"items":[1],"text":"a","only":1}"""),
            event(
                """
                {"slot":1,"sum":0.2,"in":{"max":2,"min":2,"deep":{"or":false}},"items":[2],"text":"b"}"""));

    assertThat(merged)
        .isEqualTo(
            event(
                """
                {"slot":1,"sum":0.3,"in":{"max":3,"min":2,"deep":{"or":true}},"items":[1,2],"text":"ab"}"""));
  }

  @Test
  void aFieldThatIsMissingChangesNothing() {
    CustomEvent full = event("{\"slot\":1,\"sum\":1,\"in\":{\"max\":3,\"deep\":{\"or\":true}}}");

    assertThat(ALL_RULES.fold(full, event("{\"slot\":1}"))).isEqualTo(full);
    assertThat(ALL_RULES.fold(event("{\"slot\":1}"), full)).isEqualTo(full);
  }

  @Test
  void newcomersAreToldStatesButNoIncrements() {
    var retention = (Retention.LastPerSlot<CustomEvent>) ALL_RULES.retention();
    CustomEvent last =
        event(
            """
            {"slot":1,"sum":5,"in":{"max":3,"min":2,"deep":{"or":true}},"items":[1],"text":"a"}""");

    assertThat(retention.baseline().apply(last))
        .isEqualTo(
            event(
                """
                {"slot":1,"sum":0,"in":{"max":3,"min":2,"deep":{"or":true}},"items":[],"text":""}"""));
  }

  @Test
  void slotsAreEqualWhereTheirValuesAre() {
    var keys = new ArrayList<Object>();
    for (String slot : List.of("1", "1.0", "10e-1", "\"1\"", "true")) {
      keys.add(ALL_RULES.slotKeyOf(event("{\"slot\":" + slot + "}")));
    }
    assertThat(keys.get(0))
        .isEqualTo(keys.get(1))
        .isEqualTo(keys.get(2))
        .hasSameHashCodeAs(keys.get(1));
    assertThat(keys.subList(2, 5)).doesNotHaveDuplicates();
  }

  @Test
  void aTypeMayEndItsSlotsWithAFlag() {
    EventType<CustomEvent> log =
        CustomEventType.named("log")
            .onChannel("test")
            .slotKey("/payload/job")
            .append("/payload/lines")
            .retainedUntil("/payload/done")
            .build();
    var isFinal = ((Retention.UntilFinal<CustomEvent>) log.retention()).isFinal();

    assertThat(isFinal.test(CustomEvent.of(log, Samples.json("{\"job\":1}")))).isFalse();
    assertThat(isFinal.test(CustomEvent.of(log, Samples.json("{\"job\":1,\"done\":true}"))))
        .isTrue();
  }

  private static CustomEvent event(String payload) {
    return CustomEvent.of(ALL_RULES, Samples.json(payload));
  }
}
