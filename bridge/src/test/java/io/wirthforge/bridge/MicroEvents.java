package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the micro-benchmarks of the bridge are made of. */
final class MicroEvents {

  /** An application's type as simple as can be: the latest of each slot. */
  static final EventType<CustomEvent> STATE =
      CustomEventType.named("micro_state")
          .onChannel("micro")
          .slotKey("/payload/index")
          .latest()
          .build();

  static final EventCatalog CATALOG = TestEvents.CATALOG.with(STATE);

  private static final EventCodec CODEC = new EventCodec(CATALOG);

  /** How long a state without padding is as text, in bytes. */
  private static final int BARE_BYTES = 110;

  private MicroEvents() {}

  /** A state that is about so many bytes long on the wire. */
  static CustomEvent state(int index, int bytes) {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("index", index).put("padding", "x".repeat(Math.max(0, bytes - BARE_BYTES)));
    return CustomEvent.of(STATE, payload);
  }

  /** A sealed frame of so many states, each about so long. */
  static Frame frame(long number, int events, int bytes) {
    return TestEvents.frame(
        number, IntStream.range(0, events).mapToObj(i -> state(i, bytes)).toArray(Event[]::new));
  }

  /** So many events of one kind over twenty slots: energy_update, token_stream or price. */
  static List<Event> mix(String kind, int count) {
    IntFunction<Event> one =
        switch (kind) {
          case "energy_update" -> i -> TestEvents.energy("m" + i % 20, "12.345", "0.125", 3);
          case "token_stream" -> i -> TestEvents.text("s" + i % 20, "word ");
          case "price" ->
              i ->
                  TestEvents.custom(
                      TestEvents.PRICE,
                      "{'symbol':'S" + i % 20 + "','price':12.5,'volume':3,'high':13}");
          default -> throw new IllegalArgumentException(kind);
        };
    return IntStream.range(0, count).mapToObj(one).toList();
  }

  /** An event as a publisher without records would send it. */
  static JsonObject json(Event event) {
    return new JsonObject(new String(CODEC.encode(event), StandardCharsets.UTF_8));
  }
}
