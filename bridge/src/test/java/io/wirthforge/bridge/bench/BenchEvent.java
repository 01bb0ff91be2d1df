package io.wirthforge.bridge.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.EventType;

/** The event that every rival carries: when it was made, and bytes that make it 600 long. */
final class BenchEvent {

  static final EventType<CustomEvent> TYPE =
      CustomEventType.named("bench_state").onChannel("bench").latest().build();

  /** What clients look for to know when an event was made. */
  static final String MARK = "\"emitNanos\":";

  private static final String PADDING = "x".repeat(480);

  private BenchEvent() {}

  static CustomEvent record() {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("emitNanos", System.nanoTime()).put("padding", PADDING);
    return CustomEvent.of(TYPE, payload);
  }

  static JsonObject json() {
    return new JsonObject()
        .put("type", "bench_state")
        .put("channel", "bench")
        .put("timestamp", System.currentTimeMillis())
        .put(
            "payload",
            new JsonObject().put("emitNanos", System.nanoTime()).put("padding", PADDING));
  }
}
