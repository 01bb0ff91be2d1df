package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentValidatorTest {

  private static final DocumentValidator CONFIG =
      DocumentValidator.of(
          Samples.json(
              """
              {"$schema": "http://json-schema.org/draft-07/schema#",
               "type": "object", "additionalProperties": false,
               "properties": {"port": {"type": "integer", "exclusiveMaximum": 65536},
                              "host": {"type": ["string", "null"]},
                              "seed": {"multipleOf": 5},
                              "auth": {"anyOf": [{"const": "token"}, {"const": "none"}]},
                              "since": {"$ref": "urn:wirthforge:schemas:events:v1#/definitions/timestamp"}}}"""));

  private static void assertViolation(String document, String violation) {
    assertThat(CONFIG.validate(Samples.json(document)))
        .extracting(Violation::toString)
        .contains(violation);
  }

  @Test
  void anySchemaMayBeUsed() {
    assertThat(CONFIG.validate(Samples.json("{\"port\":8145,\"host\":null,\"since\":1}")))
        .isEmpty();
    assertViolation("{\"port\":65536}", "/port: exclusiveMaximum 65536, found integer");
    assertViolation("{\"port\":1.5}", "/port: type integer, found number");
    assertViolation("{\"host\":1}", "/host: type one of string, null, found integer");
    assertViolation("{\"seed\":7}", "/seed: multipleOf 5, found integer");
    assertViolation("{\"since\":-1}", "/since: minimum 0, found integer");
    assertViolation("{\"prot\":1}", "/prot: additionalProperties no such member, found integer");
    assertViolation("{\"#x\":1}", "/#x: additionalProperties no such member, found integer");
    assertViolation(
        "{\"port\":1e400}", "/port: finite a number within a double's range, found number");
    assertViolation("[]", "document: type object, found array");
  }

  @Test
  void membersThatAPatternAllowsAreAllowed() {
    var validator =
        DocumentValidator.of(
            Samples.json(
                """
                {"additionalProperties": false, "properties": {"#a": {}}, "patternProperties": {"^#b": {}}}"""));

    assertThat(validator.validate(Samples.json("{\"#a\":1,\"#b1\":2}"))).isEmpty();
  }

  @Test
  void theSchemaThatWasGivenMayChangeAfterwards() {
    var schema = (ObjectNode) Samples.json("{\"type\":\"object\"}");
    var validator = DocumentValidator.of(schema);
    schema.put("type", "array");

    assertThat(validator.validate(Samples.json("{}"))).isEmpty();
  }

  @Test
  void aDefinitionMustExist() {
    assertThatThrownBy(() -> SchemaDocument.HTTP.definition("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http.v1.schema.json has no definition nothing");
  }

  @ParameterizedTest
  @EnumSource(SchemaDocument.class)
  void theFilesObeyDraft7(SchemaDocument file) {
    var draft7 =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(SchemaLocation.of(DialectId.DRAFT_7));
    var json = Samples.json(file.text());

    assertThat(draft7.validate(json)).isEmpty();
    assertThat(json.get("$id").textValue()).isEqualTo(file.id());
    assertThat(json.get("$schema").textValue())
        .isEqualTo("http://json-schema.org/draft-07/schema#");
    assertThat(SchemaDocument.class.getResource(file.resource())).isNotNull();
  }
}
