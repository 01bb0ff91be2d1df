package io.wirthforge.verticles;

import static io.wirthforge.verticles.DeskRig.array;
import static io.wirthforge.verticles.DeskRig.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prompts that find no place wait their turn, a few of them. */
class PromptQueueTest {

  private final DeskRig rig = DeskRig.opened(2);

  private String prompt() {
    Answer answer = rig.desk.prompt(body());
    assertThat(answer.status()).isEqualTo(202);
    return answer.body().getString("sessionId");
  }

  private List<String> begun() {
    return rig.begun.stream().map(TokenRequest::sessionId).toList();
  }

  @Test
  void onlyAPromptThatWaitsIsToldItsPosition() {
    assertThat(rig.desk.prompt(body()).body().containsKey("position")).isFalse();
    prompt();
    assertThat(rig.desk.prompt(body()).body().getInteger("position")).isEqualTo(1);
    assertThat(rig.desk.prompt(body()).body().getInteger("position")).isEqualTo(2);
    assertThat(rig.begun).hasSize(2);
  }

  @Test
  void whenNoMoreMayWaitAPromptIsRefusedWithBothFigures() {
    for (int i = 0; i < 4; i++) {
      prompt();
    }
    Answer answer = rig.desk.prompt(body());
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body().getString("code")).isEqualTo("SESSIONS_FULL");
    assertThat(answer.body().getString("message")).contains("2 texts", "2 wait");
  }

  @Test
  void whoeverWaitsLongestBeginsWhenAPlaceIsFree() {
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sessions.add(prompt());
    }
    rig.desk.ended(sessions.get(1), "one");
    assertThat(begun()).containsExactlyElementsOf(sessions.subList(0, 3));
    rig.desk.ended(sessions.get(0), "one");
    assertThat(begun()).containsExactlyElementsOf(sessions);
    assertThat(rig.sessions.size()).isEqualTo(2);
    prompt();
    rig.desk.ended(sessions.get(2), "one");
    assertThat(rig.begun).hasSize(5);
  }

  @Test
  void aPlaceIsFreeWhenTheLastModelOfASessionIsDone() {
    rig.desk.prompt(body("models", array("one", "two")));
    String council = rig.begun.get(0).sessionId();
    prompt();
    String waiting = prompt();
    rig.desk.ended(council, "one");
    assertThat(begun()).doesNotContain(waiting);
    rig.desk.ended(council, "two");
    assertThat(begun()).contains(waiting);
  }

  @Test
  void aPromptThatWaitsCanBeStoppedAndEndsForEachOfItsModels() {
    prompt();
    prompt();
    Answer answer = rig.desk.prompt(body("models", array("one", "two")));
    String waiting = answer.body().getString("sessionId");
    JsonObject stop = new JsonObject().put("sessionId", waiting);
    assertThat(rig.desk.stop(stop).status()).isEqualTo(202);
    assertThat(rig.dropped).extracting(TokenRequest::modelId).containsExactly("one", "two");
    assertThat(rig.cancelled).isEmpty();
    assertThat(rig.desk.stop(stop).status()).isEqualTo(404);
    rig.desk.ended(begun().get(0), "one");
    assertThat(rig.begun).hasSize(2);
  }
}
