package io.wirthforge.verticles;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A desk of two models and two places, and what it handed on. */
final class DeskRig implements PromptDesk.Hands {

  static final String CANARY = "Kanarienvogel";

  final List<TokenRequest> begun = new ArrayList<>();
  final List<String> cancelled = new ArrayList<>();
  final List<TokenRequest> dropped = new ArrayList<>();
  final Sessions sessions = new Sessions(2);
  final PromptDesk desk;

  private DeskRig(int queue) {
    desk = new PromptDesk(sessions, new PromptQueue(queue), this);
  }

  /** A desk that was not opened. */
  static DeskRig closed() {
    return new DeskRig(0);
  }

  static DeskRig opened() {
    return opened(0);
  }

  /** A desk at which so many prompts may wait. */
  static DeskRig opened(int queue) {
    DeskRig rig = new DeskRig(queue);
    rig.desk.open(Set.of("one", "two"), "one");
    return rig;
  }

  @Override
  public void begin(TokenRequest request) {
    begun.add(request);
  }

  @Override
  public void cancel(String sessionId) {
    cancelled.add(sessionId);
  }

  @Override
  public void drop(TokenRequest request) {
    dropped.add(request);
  }

  /** A body that is valid, with some members more or others. */
  static JsonObject body(Object... keysAndValues) {
    JsonObject body = new JsonObject().put("prompt", CANARY);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      body.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return body;
  }

  static JsonObject withParameter(String name, Object value) {
    return body("parameters", new JsonObject().put(name, value));
  }

  static JsonArray array(Object... values) {
    JsonArray array = new JsonArray();
    for (Object value : values) {
      array.add(value);
    }
    return array;
  }
}
