package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document obeys AsyncAPI's own schema, and only refers to ours. */
class AsyncApiTest {

  private static final String DOCUMENT = AsyncApi.FILE_NAME;
  private static final String ASYNC_API_3 = "/asyncapi/asyncapi-3.0.0.schema.json";

  private final JsonNode document = Samples.json(AsyncApi.text());

  @Test
  void itObeysTheSchemaOfAsyncApi3() throws IOException {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream(ASYNC_API_3)) {
      byte[] schema = Objects.requireNonNull(in).readAllBytes();
      var validator =
          DocumentValidator.of(Samples.json(new String(schema, StandardCharsets.UTF_8)));
      assertThat(validator.validate(document)).isEmpty();
      assertThat(validator.validate(Samples.json("{\"asyncapi\":\"3.0.0\"}"))).isNotEmpty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(40);
    assertThat(references).allSatisfy(each -> assertThat(target(each).isMissingNode()).isFalse());
  }

  @Test
  void everyPayloadIsAReferenceToOneOfOurDefinitions() {
    document
        .at("/components/messages")
        .forEach(
            message -> {
              JsonNode schema = message.at("/payload/schema");
              assertThat(schema.size()).isEqualTo(1);
              String type =
                  target(schema.path("$ref").asText()).at("/properties/type/const").asText();
              assertThat(type).isEqualTo(message.path("name").asText());
            });
  }

  @Test
  void everyMessageOfTheProtocolIsThereInItsDirection() {
    Set<String> events = new TreeSet<>(EventCatalog.wirthforge().names());
    Set<String> fromClients =
        new TreeSet<>(typesOf(Samples.json(SchemaDocument.MESSAGES.text()), "clientMessage"));
    Set<String> withFrames =
        new TreeSet<>(typesOf(Samples.json(SchemaDocument.MESSAGES.text()), "serverMessage"));

    assertThat(messagesOf("sendEvents")).isEqualTo(events);
    assertThat(messagesOf("sendFrames")).isEqualTo(withFrames);
    assertThat(messagesOf("receiveInFramesMode")).isEqualTo(fromClients);
    fromClients.remove("ack");
    assertThat(messagesOf("receiveInEventsMode")).isEqualTo(fromClients);
  }

  @Test
  void itIsOfTheVersionOfTheProtocol() {
    assertThat(document.at("/info/version").asText()).isEqualTo("1.0.0");
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
  }

  private Set<String> messagesOf(String operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode message : document.at("/operations/" + operation + "/messages")) {
      JsonNode inChannel = target(message.path("$ref").asText());
      names.add(target(inChannel.path("$ref").asText()).path("name").asText());
    }
    return names;
  }

  private static List<String> typesOf(JsonNode schema, String union) {
    List<String> types = new ArrayList<>();
    for (JsonNode each : schema.at("/definitions/" + union + "/oneOf")) {
      String pointer = each.path("$ref").asText().substring(1);
      types.add(schema.at(pointer + "/properties/type/const").asText());
    }
    return types;
  }

  private JsonNode target(String reference) {
    int hash = reference.indexOf('#');
    String file = hash == 0 ? DOCUMENT : reference.substring(0, hash);
    JsonNode root =
        file.equals(DOCUMENT)
            ? document
            : List.of(SchemaDocument.values()).stream()
                .filter(each -> each.fileName().equals(file))
                .map(each -> Samples.json(each.text()))
                .findFirst()
                .orElseThrow();
    return root.at(reference.substring(hash + 1));
  }
}
