package io.wirthforge.verticles;

import static io.wirthforge.verticles.DeskRig.CANARY;
import static io.wirthforge.verticles.DeskRig.array;
import static io.wirthforge.verticles.DeskRig.body;
import static io.wirthforge.verticles.DeskRig.withParameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk refuses, in words that never repeat what was asked. */
class PromptDeskRefusalTest {

  private final DeskRig rig = DeskRig.opened();

  private Answer refused(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().fieldNames()).containsExactlyInAnyOrder("code", "message", "details");
    assertThat(answer.body().getString("code")).isEqualTo(code);
    assertThat(answer.body().getString("message")).isNotBlank().doesNotContain("\n", "Exception");
    assertThat(answer.body().encode()).doesNotContain(CANARY);
    assertThat(rig.begun).isEmpty();
    return answer;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badPrompts")
  void aBadPromptIsRefusedWithItsPlaceAndRule(JsonObject body, String pointer, String rule) {
    Answer answer = refused(rig.desk.prompt(body), 400, "INVALID_REQUEST");
    JsonObject details = answer.body().getJsonObject("details");
    JsonObject violation = details.getJsonArray("violations").getJsonObject(0);
    assertThat(violation.getString("pointer")).isEqualTo(pointer);
    assertThat(violation.getString("rule")).isEqualTo(rule);
    assertThat(rig.sessions.size()).isZero();
  }

  static Stream<Arguments> badPrompts() {
    return Stream.concat(
        Stream.of(
            Arguments.of(new JsonObject(), "/prompt", "required"),
            Arguments.of(body("prompt", ""), "/prompt", "minLength"),
            Arguments.of(body("prompt", " \n\t"), "/prompt", "pattern"),
            Arguments.of(body("prompt", CANARY.repeat(800)), "/prompt", "maxLength"),
            Arguments.of(body("prompt", "x".repeat(10_001)), "/prompt", "maxLength"),
            Arguments.of(body("prompt", 5), "/prompt", "type"),
            Arguments.of(body("prompt", null), "/prompt", "type"),
            Arguments.of(body("prompt", array(CANARY)), "/prompt", "type"),
            Arguments.of(body("prompt", body()), "/prompt", "type"),
            Arguments.of(body("user", CANARY), "/user", "additionalProperties"),
            Arguments.of(body("sessionId", CANARY), "/sessionId", "additionalProperties"),
            Arguments.of(body("models", "one"), "/models", "type"),
            Arguments.of(body("models", array()), "/models", "minItems"),
            Arguments.of(body("models", array("one", "one")), "/models", "uniqueItems"),
            Arguments.of(body("models", array("one", 5)), "/models/1", "type"),
            Arguments.of(body("models", array("a:b")), "/models/0", "pattern"),
            Arguments.of(body("models", null), "/models", "type"),
            Arguments.of(body("parameters", CANARY), "/parameters", "type"),
            Arguments.of(body("parameters", null), "/parameters", "type")),
        badParameters());
  }

  private static Stream<Arguments> badParameters() {
    return Stream.of(
        parameter("temperature", -0.1, "minimum"),
        parameter("temperature", 2.1, "maximum"),
        parameter("temperature", CANARY, "type"),
        parameter("temperature", null, "type"),
        parameter("temperature", Double.NaN, "type"),
        parameter("temperature", Double.POSITIVE_INFINITY, "type"),
        parameter("top_p", 0, "exclusiveMinimum"),
        parameter("top_p", 1.1, "maximum"),
        parameter("top_p", true, "type"),
        parameter("max_tokens", 0, "minimum"),
        parameter("max_tokens", -5, "minimum"),
        parameter("max_tokens", 1.5, "type"),
        parameter("max_tokens", "5", "type"),
        parameter("max_tokens", 1e30, "maximum"),
        parameter("seed", 1.5, "type"),
        parameter("seed", 1e30, "maximum"),
        parameter("seed", CANARY, "type"),
        parameter("stop", CANARY, "type"),
        parameter("stop", null, "type"),
        parameter("topP", 1, "additionalProperties"),
        parameter("stop", array(1, 2, 3, 4, 5, 6, 7, 8, 9), "maxItems"),
        Arguments.of(withParameter("stop", array(CANARY, "")), "/parameters/stop/1", "minLength"),
        Arguments.of(withParameter("stop", array(CANARY, 5)), "/parameters/stop/1", "type"),
        Arguments.of(
            withParameter("stop", array(CANARY.repeat(5))), "/parameters/stop/0", "maxLength"));
  }

  private static Arguments parameter(String name, Object value, String rule) {
    return Arguments.of(withParameter(name, value), "/parameters/" + name, rule);
  }

  @Test
  void everythingThatIsWrongIsToldUpToALimit() {
    JsonObject body = body("prompt", 5, "models", array());
    Answer answer = refused(rig.desk.prompt(body), 400, "INVALID_REQUEST");
    assertThat(answer.body().getJsonObject("details").getJsonArray("violations")).hasSize(2);
    for (int i = 0; i < 1_000; i++) {
      body.put("member" + i, i);
    }
    answer = refused(rig.desk.prompt(body), 400, "INVALID_REQUEST");
    assertThat(answer.body().getJsonObject("details").getJsonArray("violations"))
        .hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void aPromptTooLongForAnyReaderIsRefused() {
    refused(rig.desk.prompt(body("prompt", "😀".repeat(10_001))), 400, "INVALID_REQUEST");
    refused(rig.desk.prompt(body("prompt", "x".repeat(1_000_000))), 400, "INVALID_REQUEST");
  }

  @Test
  void beforeTheModelIsReadyAValidPromptIsRefusedForNow() {
    DeskRig closed = DeskRig.closed();
    Answer answer = closed.desk.prompt(body());
    refused(answer, 503, "NOT_READY");
    assertThat(answer.body().getString("message")).contains("loading");
    assertThat(closed.begun).isEmpty();
    refused(closed.desk.prompt(body("prompt", "")), 400, "INVALID_REQUEST");
  }

  @Test
  void aModelThatIsNotThereIsUnknown() {
    refused(rig.desk.prompt(body("models", array("three"))), 404, "UNKNOWN_MODEL");
    refused(rig.desk.prompt(body("models", array("one", "three"))), 404, "UNKNOWN_MODEL");
    assertThat(rig.sessions.size()).isZero();
  }

  @Test
  void whenAllPlacesAreTakenAPromptIsRefusedUntilATextEnds() {
    String first = rig.desk.prompt(body()).body().getString("sessionId");
    rig.desk.prompt(body());
    rig.begun.clear();
    Answer answer = refused(rig.desk.prompt(body()), 429, "SESSIONS_FULL");
    assertThat(answer.body().getString("message")).contains("2 texts");
    rig.sessions.ended(first, "one");
    assertThat(rig.desk.prompt(body()).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sessionId\":\"\"}",
        "{\"sessionId\":5}",
        "{\"sessionId\":null}",
        "{\"sessionId\":\"a\",\"why\":\"Kanarienvogel\"}"
      })
  void aBadStopIsRefused(String json) {
    refused(rig.desk.stop(new JsonObject(json)), 400, "INVALID_REQUEST");
    assertThat(rig.cancelled).isEmpty();
  }

  @Test
  void aStopOfNobodysSessionIsRefused() {
    refused(rig.desk.stop(new JsonObject().put("sessionId", CANARY)), 404, "UNKNOWN_SESSION");
    refused(
        rig.desk.stop(new JsonObject().put("sessionId", CANARY.repeat(20))),
        400,
        "INVALID_REQUEST");
    assertThat(rig.cancelled).isEmpty();
  }

  @Test
  void aStopOfATextThatEndedIsRefused() {
    String session = rig.desk.prompt(body()).body().getString("sessionId");
    rig.begun.clear();
    rig.sessions.ended(session, "one");
    refused(rig.desk.stop(new JsonObject().put("sessionId", session)), 404, "UNKNOWN_SESSION");
  }

  @Test
  void aBodyThatJsonCannotHoldIsRefused() {
    refused(rig.desk.prompt(body("prompt", new Object())), 400, "INVALID_REQUEST");
  }
}
