package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells the others once a second.
 *
 * @param node its name, another with every start
 * @param wireForm the version of the form that its events are written in
 * @param wallMs its clock, in milliseconds since the epoch
 * @param isLeaving whether this is its last
 * @param sent how many messages it has numbered, by address
 */
record Beacon(String node, int wireForm, long wallMs, boolean isLeaving, Map<String, Long> sent) {

  JsonObject toJson() {
    JsonObject counts = new JsonObject();
    sent.forEach(counts::put);
    return new JsonObject()
        .put("node", node)
        .put("wireForm", wireForm)
        .put("wallMs", wallMs)
        .put("leaving", isLeaving)
        .put("sent", counts);
  }

  /** The beacon that a message describes; null if it is none. */
  static @Nullable Beacon read(@Nullable Object body) {
    if (!(body instanceof JsonObject json)
        || !(json.getValue("node") instanceof String node)
        || !(json.getValue("wireForm") instanceof Number wireForm)
        || !(json.getValue("wallMs") instanceof Number wallMs)) {
      return null;
    }
    Map<String, Long> sent = new HashMap<>();
    if (json.getValue("sent") instanceof JsonObject counts) {
      counts.forEach(
          count -> {
            if (count.getValue() instanceof Number number) {
              sent.put(count.getKey(), number.longValue());
            }
          });
    }
    boolean leaving = Boolean.TRUE.equals(json.getValue("leaving"));
    return new Beacon(node, wireForm.intValue(), wallMs.longValue(), leaving, sent);
  }
}
