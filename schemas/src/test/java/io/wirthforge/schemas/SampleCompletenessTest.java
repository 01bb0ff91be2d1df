package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.schemas.SchemaRules.Rule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleCompletenessTest {

  private static final Map<String, JsonNode> FILES =
      Arrays.stream(SchemaDocument.values())
          .collect(Collectors.toMap(SchemaDocument::id, file -> Samples.json(file.text())));

  @ParameterizedTest
  @EnumSource(SchemaDocument.class)
  void everyRuleOfASchemaIsBrokenByASample(SchemaDocument file) {
    assertThat(rulesNotBroken(file, FILES.get(file.id()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SchemaDocument.class)
  void everySampleBreaksARuleOfItsSchema(SchemaDocument file) {
    Set<Rule> broken = broken(file);
    broken.removeAll(rules(file, FILES.get(file.id())));
    broken.removeIf(rule -> rule.keyword().equals("finite"));
    assertThat(broken).isEmpty();
  }

  @Test
  void aRuleWithoutASampleIsNoticed() {
    JsonNode stricter = FILES.get(SchemaDocument.EVENTS.id()).deepCopy();
    String tokens = "/definitions/token_stream/properties/payload/properties/tokens";
    ((ObjectNode) stricter.at(tokens)).put("maxItems", 8);

    assertThat(rulesNotBroken(SchemaDocument.EVENTS, stricter))
        .containsExactly(new Rule("token_stream", "/payload/tokens", "maxItems"));
  }

  @Test
  void thereAreHundredsOfRules() {
    assertThat(rules(SchemaDocument.EVENTS, FILES.get(SchemaDocument.EVENTS.id())))
        .hasSizeGreaterThan(200);
  }

  private static Set<Rule> rulesNotBroken(SchemaDocument file, JsonNode schema) {
    Set<Rule> rules = rules(file, schema);
    rules.removeAll(broken(file));
    return rules;
  }

  private static Set<Rule> rules(SchemaDocument file, JsonNode schema) {
    var walker = new SchemaRules(FILES);
    var all = new TreeSet<Rule>();
    Samples.definitions(file).forEach(definition -> all.addAll(walker.of(schema, definition)));
    return all;
  }

  private static Set<Rule> broken(SchemaDocument file) {
    return Samples.invalid(file).stream()
        .map(SchemaRules::brokenBy)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
