package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges in which order frames, and the events within them, came. */
final class OrderJudge {

  private static final EventCatalog NINE = EventCatalog.wirthforge();

  private OrderJudge() {}

  /** Frame numbers never go back, and in frames mode none comes twice. */
  static Finding increasing(Transcript transcript) {
    boolean inFrames = inFrames(transcript);
    Map<String, Long> newest = new HashMap<>();
    long last = -1;
    for (Message message : transcript.messages()) {
      JsonNode json = message.json();
      if (json.path("frameNumber").isIntegralNumber()) {
        last = json.path("frameNumber").longValue();
        Long before = newest.put(slotOf(json), last);
        if (before != null && (last < before || inFrames && last == before)) {
          return Finding.fail(
              "message %d /frameNumber: %d after %d", message.number(), last, before);
        }
      }
    }
    return last < 0
        ? Finding.skipped("no frame number came")
        : Finding.pass("up to frame %d", last);
  }

  /**
   * What numbers and times rise within. What was merged stands in the order of its types, each
   * event with the number of its own tick.
   */
  static String slotOf(JsonNode message) {
    JsonNode payload = message.path("payload");
    return message.path("type").asText()
        + '\n'
        + payload.path("modelId").asText()
        + '\n'
        + payload.path("fieldType").asText();
  }

  /** No tick is missing between two frames. */
  static Finding contiguous(Transcript transcript) {
    List<FrameSeen> frames = transcript.frames();
    int merged = 0;
    for (int i = 0; i < frames.size(); i++) {
      FrameSeen frame = frames.get(i);
      if (frame.from() > frame.number()) {
        return Finding.fail("message %d: fromFrame is after frameNumber", frame.message());
      }
      if (i > 0 && FrameSeen.hasGap(frames.subList(i - 1, i + 1))) {
        return Finding.fail(
            "message %d /fromFrame: %d after frame %d, and no reset",
            frame.message(), frame.from(), frames.get(i - 1).number());
      }
      merged += frame.ticks() > 1 ? 1 : 0;
    }
    return frames.size() < 2
        ? Finding.skipped("fewer than two frames came")
        : Finding.pass(
            "%s, %,d of them of several ticks", Words.count(frames.size(), "frame"), merged);
  }

  /** The events of one tick stand in the order of their types. */
  static Finding withinFrame(Transcript transcript) {
    Set<Long> shared = sharedTimes(transcript);
    int before = -1;
    long tick = -1;
    int seen = 0;
    for (Transcript.Told told : transcript.events()) {
      long of = inFrames(transcript) ? told.message() : timeOf(told);
      int rank = rank(told);
      if (of == tick && rank >= 0 && rank < before && !shared.contains(of)) {
        return Finding.fail("%s %s stands too late in its frame", told.where(), told.type());
      }
      before = of != tick ? rank : Math.max(rank, before);
      tick = of;
      seen++;
    }
    return seen == 0 ? Finding.skipped("no event came") : Finding.pass(Words.count(seen, "event"));
  }

  /**
   * The times that more than one tick bears, as one that came late and the next may: in events mode
   * nothing tells where the one ends and the other begins.
   */
  private static Set<Long> sharedTimes(Transcript transcript) {
    Map<Long, Long> numbers = new HashMap<>();
    Set<Long> shared = new HashSet<>();
    if (!inFrames(transcript)) {
      for (Transcript.Told told : transcript.events()) {
        JsonNode number = told.event().path("frameNumber");
        Long before = number.isIntegralNumber() ? numbers.put(timeOf(told), number.asLong()) : null;
        if (before != null && before != number.asLong()) {
          shared.add(timeOf(told));
        }
      }
    }
    return shared;
  }

  private static boolean inFrames(Transcript transcript) {
    return transcript.mode() == WireProtocol.FRAMES;
  }

  private static long timeOf(Transcript.Told told) {
    return told.event().path("timestamp").asLong();
  }

  /** The type's rank; -1 for what is the connection's own and stands anywhere. */
  private static int rank(Transcript.Told told) {
    EventType<?> type = NINE.find(told.type());
    if (type == null) {
      return EventType.Rank.CUSTOM;
    }
    boolean own = told.payload().path("code").asText().equals("UNSUPPORTED_MESSAGE");
    return own || type.rank() == EventType.Rank.HEARTBEAT ? -1 : type.rank();
  }
}
