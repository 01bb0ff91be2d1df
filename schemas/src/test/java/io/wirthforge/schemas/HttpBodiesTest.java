package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBodiesTest {

  private static final DocumentValidator PROMPT = SchemaDocument.HTTP.definition("promptRequest");

  private static JsonNode prompt(String text) {
    return JsonNodeFactory.instance.objectNode().put("prompt", text);
  }

  @Test
  void theLongestPromptHowEverItIsEscapedIsRead() {
    String escaped = "{\"prompt\":\"" + "\\ud83d\\udd25".repeat(10_000) + "\"}";
    JsonNode body = JsonMappers.readHttpBody(escaped.getBytes(StandardCharsets.UTF_8));

    assertThat(body).isNotNull();
    assertThat(PROMPT.validate(body)).isEmpty();
  }

  @Test
  void promptsAreMeasuredInCodePoints() {
    assertThat(PROMPT.validate(prompt("\uD83D\uDD25".repeat(10_000)))).isEmpty();
    assertThat(PROMPT.validate(prompt("x".repeat(10_001))))
        .extracting(Violation::toString)
        .containsExactly("/prompt: maxLength 10000, found string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{\"prompt\":1e9999999999}", "{\"a\":1,\"a\":2}", "{} {}"})
  void aBodyThatIsNoJsonIsNull(String body) {
    assertThat(JsonMappers.readHttpBody(body.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void aBodyBeyondTheLimitsIsNull() {
    assertThat(JsonMappers.readHttpBody(new byte[JsonMappers.MAX_HTTP_DOCUMENT + 1])).isNull();
    assertThat(JsonMappers.readHttpBody("[".repeat(1000).getBytes(StandardCharsets.UTF_8)))
        .isNull();
    assertThat(JsonMappers.readHttpBody(new byte[] {'"', (byte) 0xff, '"'})).isNull();
  }
}
