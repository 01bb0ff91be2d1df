package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InvalidEventException;
import io.wirthforge.schemas.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of the stream on its way to a node that joins. */
final class Handover {

  private static final long TIMEOUT_MS = 3_000;

  /**
   * What a node begins with.
   *
   * @param from where it comes from, in words
   * @param retained the events that newcomers are told
   * @param tracks the messages whose events are in it already
   * @param warnings what clients are to be told
   */
  record State(String from, List<Event> retained, NumberTracks tracks, List<Event> warnings) {}

  private final EventCodec codec;
  private final @Nullable String readyEvent;

  /**
   * A handover.
   *
   * @param readyEvent what each node says for itself, and no other takes over
   */
  Handover(EventCodec codec, @Nullable String readyEvent) {
    this.codec = codec;
    this.readyEvent = readyEvent;
  }

  /** The state as JSON. */
  JsonObject write(@Nullable Frame retained, NumberTracks tracks) {
    JsonArray events = new JsonArray();
    for (Event event : retained == null ? List.<Event>of() : retained.events()) {
      if (!event.type().equals(readyEvent)) {
        events.add(codec.encode(event));
      }
    }
    return new JsonObject()
        .put("wireForm", WireEvent.WIRE_FORM)
        .put("events", events)
        .put("numbers", tracks.toJson());
  }

  /** Asks any other node for the state; succeeds with nothing where there is none. */
  Future<State> ask(EventBus bus, String address, JsonObject beacon) {
    return bus.<JsonObject>request(
            address, beacon, new DeliveryOptions().setSendTimeout(TIMEOUT_MS))
        .map(reply -> read(reply.body()))
        .otherwise(Handover::withoutState);
  }

  private State read(JsonObject json) {
    int wireForm = json.getInteger("wireForm");
    List<Event> retained = new ArrayList<>();
    List<Event> warnings = new ArrayList<>();
    int refused = 0;
    JsonArray events = json.getJsonArray("events");
    for (int i = 0; i < events.size(); i++) {
      try {
        retained.add(new WireEvent(wireForm, events.getBinary(i)).decode(codec));
      } catch (InvalidEventException notOurs) {
        refused++;
      }
    }
    if (refused > 0) {
      warnings.add(gap(refused + " events of the state that was handed over were refused"));
    }
    NumberTracks tracks = NumberTracks.read(json.getJsonArray("numbers"), System.nanoTime());
    return new State("its state was handed over", retained, tracks, warnings);
  }

  private static State withoutState(Throwable failure) {
    boolean alone =
        failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    return alone
        ? new State("which had nobody in it", List.of(), new NumberTracks(), List.of())
        : new State(
            "without its state: " + failure.getMessage(),
            List.of(),
            new NumberTracks(),
            List.of(gap("no node handed its state over: texts may lack their beginning")));
  }

  private static Event gap(String words) {
    return EventCatalog.error(Severity.WARNING, "CLUSTER_GAP", words, "websocket", Map.of(), true);
  }
}
