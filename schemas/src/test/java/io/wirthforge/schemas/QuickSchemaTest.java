package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickSchemaTest {

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "0.5",
          "16.67",
          "16.680000000000000000001",
          "9007199254740992",
          "1e300",
          "\"\"",
          "\"m\\n\"",
          "\"energy\"",
          "[]",
          "[1]",
          "{}",
          "{\"#\":1}");

  /** A member of an object somewhere in a tree. */
  private record Member(ObjectNode parent, String name) {}

  @Provide
  Arbitrary<JsonNode> spoiled() {
    return Combinators.combine(
            AnyEvent.ofAnyType(), Arbitraries.integers().between(0, 50), Arbitraries.of(VALUES))
        .as(QuickSchemaTest::spoil);
  }

  private static JsonNode spoil(WirthforgeEvent event, int place, String value) {
    JsonNode tree = new EventCodec(EventCatalog.wirthforge()).toTree(event);
    List<Member> members = new ArrayList<>();
    collect(tree, members);
    Member member = members.get(place % members.size());
    if (place % 7 == 0) {
      member.parent.remove(member.name);
    } else {
      member.parent.set(place % 5 == 0 ? "#" + member.name : member.name, Samples.json(value));
    }
    return JsonTrees.canonical(tree, "", new ArrayList<>());
  }

  private static void collect(JsonNode tree, List<Member> members) {
    if (tree instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> members.add(new Member(object, name)));
    }
    tree.forEach(child -> collect(child, members));
  }

  @Property(tries = 3000)
  void neverAcceptsWhatTheWholeSchemaRefuses(@ForAll("spoiled") JsonNode event) {
    for (String type : EventCatalog.wirthforge().names()) {
      QuickSchema quick = quick(type);
      if (quick != null && quick.accepts(event)) {
        assertThat(SchemaEngine.definition(SchemaDocument.EVENTS, type).validate(event)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"energy_update", "energy_field", "token_stream", "heartbeat"})
  void knowsTheEventsThatComeOften(String type) {
    QuickSchema quick = quick(type);

    assertThat(quick).isNotNull();
    assertThat(Samples.valid(SchemaDocument.EVENTS))
        .filteredOn(sample -> sample.definition().equals(type))
        .isNotEmpty()
        .allMatch(sample -> quick.accepts(canonical(sample.document())));
  }

  @Test
  void leavesSchemasItDoesNotKnowToTheWholeOne() {
    assertThat(QuickSchema.of(Samples.json("{\"oneOf\":[{}]}"), null)).isNull();
    assertThat(QuickSchema.of(Samples.json("{\"$ref\":\"#/definitions/a\"}"), null)).isNull();
    assertThat(QuickSchema.of(Samples.json("{\"type\":[\"string\",\"null\"]}"), null)).isNull();
    assertThat(QuickSchema.of(Samples.json("{\"pattern\":\"^a$\"}"), null)).isNull();
  }

  private static QuickSchema quick(String type) {
    return QuickSchema.of(
        SchemaEngine.definitions(SchemaDocument.EVENTS).path(type), SchemaDocument.EVENTS);
  }

  private static JsonNode canonical(JsonNode document) {
    return JsonTrees.canonical(document, "", new ArrayList<>());
  }
}
