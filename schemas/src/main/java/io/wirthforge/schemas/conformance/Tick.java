package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment of the server's clock: the number and time that a frame bore, or in events mode an
 * energy_update, of which each tick has one.
 *
 * @param message the number of its message
 */
record Tick(int message, long number, long timestampMs) {

  /**
   * Each moment a connection was told of, in the order it came, those in a row that are one once.
   */
  static List<Tick> of(Transcript transcript) {
    List<Tick> ticks = new ArrayList<>();
    for (Message message : transcript.messages()) {
      JsonNode json = message.json();
      boolean ofATick =
          transcript.mode() == WireProtocol.FRAMES || message.type().equals("energy_update");
      boolean numbered = ofATick && json.path("frameNumber").isIntegralNumber();
      if (numbered && json.path("timestamp").isIntegralNumber()) {
        long number = json.path("frameNumber").longValue();
        if (ticks.isEmpty() || ticks.get(ticks.size() - 1).number() != number) {
          ticks.add(new Tick(message.number(), number, json.path("timestamp").longValue()));
        }
      }
    }
    return ticks;
  }
}
