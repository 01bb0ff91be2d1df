package io.wirthforge.verticles;

import static io.wirthforge.verticles.DeskRig.CANARY;
import static io.wirthforge.verticles.DeskRig.array;
import static io.wirthforge.verticles.DeskRig.body;
import static io.wirthforge.verticles.DeskRig.withParameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk takes, and what becomes of it. */
class PromptDeskTest {

  private final DeskRig rig = DeskRig.opened();

  private TokenRequest begin(JsonObject body) {
    Answer answer = rig.desk.prompt(body);
    assertThat(answer.status()).isEqualTo(202);
    return rig.begun.get(rig.begun.size() - 1);
  }

  @Test
  void aPromptOpensASessionOfTheDefaultModel() {
    Answer answer = rig.desk.prompt(body());
    String session = answer.body().getString("sessionId");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().fieldNames()).containsExactlyInAnyOrder("sessionId", "models");
    assertThat(answer.body().getJsonArray("models")).isEqualTo(array("one"));
    assertThat(rig.sessions.isOpen(session)).isTrue();
    assertThat(rig.begun)
        .containsExactly(new TokenRequest(session, "one", CANARY, 0.8, 0.95, 400, List.of(), null));
  }

  @Test
  void everyParameterReachesTheModel() {
    JsonObject parameters =
        new JsonObject()
            .put("temperature", 0)
            .put("top_p", 0.5)
            .put("max_tokens", 7)
            .put("stop", array("a", "b"))
            .put("seed", -42);
    TokenRequest request = begin(body("parameters", parameters));
    assertThat(request.temperature()).isEqualTo(0);
    assertThat(request.topP()).isEqualTo(0.5);
    assertThat(request.maxTokens()).isEqualTo(7);
    assertThat(request.stop()).containsExactly("a", "b");
    assertThat(request.seed()).isEqualTo(-42);
  }

  @Test
  void parametersAtTheEndsOfTheirRangesAreTaken() {
    assertThat(begin(withParameter("temperature", 2)).temperature()).isEqualTo(2);
    assertThat(begin(withParameter("top_p", 1)).topP()).isEqualTo(1);
  }

  @Test
  void anEmptyParametersObjectAndAnEmptyStopListMeanTheDefaults() {
    assertThat(begin(body("parameters", new JsonObject())).maxTokens()).isEqualTo(400);
    assertThat(begin(withParameter("stop", array())).stop()).isEmpty();
  }

  @Test
  void wholeNumbersMayBeWrittenWithAPoint() {
    assertThat(begin(withParameter("max_tokens", 5.0)).maxTokens()).isEqualTo(5);
    assertThat(begin(withParameter("seed", 1e3)).seed()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(longs = {2_147_483_647L, 2_147_483_648L, 4_294_967_296L, 9_007_199_254_740_991L})
  void moreTokensThanAnybodyCountsMeanAsManyAsPossible(long maxTokens) {
    assertThat(begin(withParameter("max_tokens", maxTokens)).maxTokens())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {9_007_199_254_740_991L, -9_007_199_254_740_991L, 0})
  void everySeedThatAllReadersAgreeOnIsKept(long seed) {
    assertThat(begin(withParameter("seed", seed)).seed()).isEqualTo(seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " x ", "\n\tx", "中", "😀", "\uD800", "\u0000x", "<script>", "'\"\\"})
  void anyPromptThatIsNotBlankPassesToTheLetter(String prompt) {
    assertThat(begin(body("prompt", prompt)).prompt()).isEqualTo(prompt);
  }

  @Test
  void tenThousandCharactersAreTakenHoweverManyUnitsTheyHave() {
    assertThat(begin(body("prompt", "x".repeat(10_000))).prompt()).hasSize(10_000);
    assertThat(begin(body("prompt", "😀".repeat(10_000))).prompt()).hasSize(20_000);
  }

  @Test
  void severalModelsWriteOneSession() {
    Answer answer = rig.desk.prompt(body("models", array("two", "one")));
    String session = answer.body().getString("sessionId");
    assertThat(answer.body().getJsonArray("models")).isEqualTo(array("two", "one"));
    assertThat(rig.begun).extracting(TokenRequest::modelId).containsExactly("two", "one");
    assertThat(rig.begun).extracting(TokenRequest::sessionId).containsOnly(session);
    rig.sessions.ended(session, "one");
    assertThat(rig.sessions.isOpen(session)).isTrue();
    rig.sessions.ended(session, "two");
    assertThat(rig.sessions.isOpen(session)).isFalse();
  }

  @Test
  void aStopCancelsTheSession() {
    String session = rig.desk.prompt(body()).body().getString("sessionId");
    Answer answer = rig.desk.stop(new JsonObject().put("sessionId", session));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo(new JsonObject().put("sessionId", session));
    assertThat(rig.cancelled).containsExactly(session);
  }

  @Test
  void anAnswerTravelsAsJson() {
    Answer answer = rig.desk.prompt(body());
    assertThat(Answer.of(answer.toJson())).isEqualTo(answer);
  }
}
