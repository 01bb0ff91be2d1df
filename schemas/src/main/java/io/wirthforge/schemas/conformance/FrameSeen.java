package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A frame as it came.
 *
 * @param message the number of its message
 * @param from the first tick it stands for
 * @param number the last tick it stands for
 * @param reset whether it replaces all before it
 * @param json the frame
 */
record FrameSeen(int message, long from, long number, boolean reset, JsonNode json) {

  static FrameSeen of(Message message) {
    JsonNode json = message.json();
    return new FrameSeen(
        message.number(),
        json.path("fromFrame").asLong(-1),
        json.path("frameNumber").asLong(-1),
        json.path("reset").asBoolean(),
        json);
  }

  /** How many ticks it stands for. */
  long ticks() {
    return number - from + 1;
  }

  /** Whether ticks are missing between these frames, in a row. */
  static boolean hasGap(List<FrameSeen> frames) {
    for (int i = 1; i < frames.size(); i++) {
      if (!frames.get(i).reset && frames.get(i).from > frames.get(i - 1).number + 1) {
        return true;
      }
    }
    return false;
  }
}
