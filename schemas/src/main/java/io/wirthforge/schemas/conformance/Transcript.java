package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one connection was told, in order.
 *
 * @param mode how it was told
 * @param messages what came
 * @param firstMs how long the first took, in milliseconds from the upgrade on; -1 where none came
 */
record Transcript(WireProtocol mode, List<Message> messages, long firstMs) {

  /**
   * An event and where it stood.
   *
   * @param message the number of its message
   * @param place its place in its frame, as a JSON pointer; empty in events mode
   * @param epochMicros when it came
   */
  record Told(int message, String place, JsonNode event, long epochMicros) {
    String type() {
      return event.path("type").asText();
    }

    JsonNode payload() {
      return event.path("payload");
    }

    /** Where to look for it. */
    String where() {
      return place.isEmpty() ? "message " + message : "message " + message + " " + place;
    }
  }

  Transcript {
    messages = List.copyOf(messages);
  }

  /** Every event, in order, whether it came by itself or in a frame. */
  List<Told> events() {
    List<Told> events = new ArrayList<>();
    for (Message message : messages) {
      if (mode == WireProtocol.EVENTS) {
        if (message.wrong().isEmpty()) {
          events.add(new Told(message.number(), "", message.json(), message.epochMicros()));
        }
      } else {
        JsonNode inFrame = message.json().path("events");
        for (int i = 0; i < inFrame.size(); i++) {
          events.add(
              new Told(message.number(), "/events/" + i, inFrame.get(i), message.epochMicros()));
        }
      }
    }
    return events;
  }

  List<Told> events(String type) {
    return events().stream().filter(told -> told.type().equals(type)).toList();
  }

  /** Every frame, in order; none in events mode. */
  List<FrameSeen> frames() {
    return messages.stream().filter(Message::isFrame).map(FrameSeen::of).toList();
  }

  /** How many seconds of the server's own time it spans. */
  double seconds() {
    List<Tick> ticks = Tick.of(this);
    return ticks.isEmpty()
        ? 0
        : (ticks.get(ticks.size() - 1).timestampMs() - ticks.get(0).timestampMs()) / 1000.0;
  }
}
