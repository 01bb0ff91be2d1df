package io.wirthforge.bridge.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameClock;
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

  /** How many events every 120th tick has instead, if any. */
  private static final int BURST = Integer.getInteger("bench.burst", 0);

  /** How many slots the events of a burst share. */
  static final int BURST_SLOTS = 100;

  /** How far bursts are apart. */
  static final long BURST_SECONDS = 2;

  /** About how long an event is without padding, in bytes. */
  private static final int BARE_BYTES = 130;

  /** About how long an event is, in bytes. */
  static final int BYTES = Integer.getInteger("bench.bytes", 600);

  private static final String PADDING = "x".repeat(Math.max(0, BYTES - BARE_BYTES));

  private static long ticks;

  private BenchEvent() {}

  /** A tick's events, for this bridge. */
  static List<CustomEvent> records() {
    return indices().mapToObj(BenchEvent::record).toList();
  }

  /** A tick's events, for the others. */
  static List<JsonObject> jsons() {
    return indices().mapToObj(BenchEvent::json).toList();
  }

  /** Called once a tick, by one thread. */
  private static IntStream indices() {
    return BURST > 0 && ++ticks % (BURST_SECONDS * FrameClock.FRAME_RATE) == 0
        ? IntStream.range(0, BURST).map(index -> index % BURST_SLOTS)
        : IntStream.range(0, PER_TICK);
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
