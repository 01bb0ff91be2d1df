package io.wirthforge.bridge.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.EventType;
import java.util.List;
import java.util.stream.IntStream;

/** The event that every rival carries: when it was made, and bytes that make it 600 long. */
final class BenchEvent {

  static final EventType<CustomEvent> TYPE =
      CustomEventType.named("bench_state")
          .onChannel("bench")
          .slotKey("/payload/index")
          .latest()
          .build();

  /** What clients look for to know when an event was made. */
  static final String MARK = "\"emitNanos\":";

  /** How many events a tick has. */
  static final int PER_TICK = Integer.getInteger("bench.events", 1);

  /** About how long an event is without padding, in bytes. */
  private static final int BARE_BYTES = 130;

  /** About how long an event is, in bytes. */
  static final int BYTES = Integer.getInteger("bench.bytes", 600);

  private static final String PADDING = "x".repeat(Math.max(0, BYTES - BARE_BYTES));

  private BenchEvent() {}

  /** A tick's events, for this bridge. */
  static List<CustomEvent> records() {
    return IntStream.range(0, PER_TICK).mapToObj(BenchEvent::record).toList();
  }

  /** A tick's events, for the others. */
  static List<JsonObject> jsons() {
    return IntStream.range(0, PER_TICK).mapToObj(BenchEvent::json).toList();
  }

  private static CustomEvent record(int index) {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("index", index).put("emitNanos", System.nanoTime()).put("padding", PADDING);
    return CustomEvent.of(TYPE, payload);
  }

  private static JsonObject json(int index) {
    return new JsonObject()
        .put("type", "bench_state")
        .put("channel", "bench")
        .put("timestamp", System.currentTimeMillis())
        .put(
            "payload",
            new JsonObject()
                .put("index", index)
                .put("emitNanos", System.nanoTime())
                .put("padding", PADDING));
  }
}
