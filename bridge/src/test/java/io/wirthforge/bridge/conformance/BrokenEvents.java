package io.wirthforge.bridge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.schemas.conformance.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Servers whose events are wrong. */
final class BrokenEvents {

  private static final long DAY_MS = 86_400_000;

  private BrokenEvents() {}

  static List<BrokenServer> all() {
    AtomicLong startMs = new AtomicLong();
    return List.of(
        new BrokenServer("says no hello in events mode", Rule.HANDSHAKE_FIRST, NoHello::new),
        new BrokenServer("adds a member of its own", Rule.SCHEMA_VALID, Mood::new),
        new BrokenServer("counts frames back", Rule.ORDER_INCREASING, CountsBack::new),
        new BrokenServer("tells events backwards", Rule.ORDER_WITHIN_FRAME, Backwards::new),
        new BrokenServer(
            "runs at 50 Hz", Rule.CADENCE_60HZ, () -> new Times(ms -> slower(startMs, ms))),
        new BrokenServer("lives a day ahead", Rule.TIME_SANE, () -> new Times(ms -> ms + DAY_MS)),
        new BrokenServer("has no heartbeat", Rule.HEARTBEAT_INTERVAL, NoHeartbeat::new),
        new BrokenServer("forgets energy", Rule.ENERGY_SUMS, ForgetsEnergy::new),
        new BrokenServer("ends texts twice", Rule.TEXT_ENDS_ONCE, EndsTwice::new));
  }

  private static long slower(AtomicLong startMs, long ms) {
    startMs.compareAndSet(0, ms);
    return startMs.get() + (ms - startMs.get()) * 60 / 50;
  }

  private static final class NoHello extends JsonSpoiler {
    @Override
    List<ObjectNode> event(ObjectNode event) {
      return !isInFrames() && is(event, "startup_complete") ? List.of() : List.of(event);
    }
  }

  private static final class Mood extends JsonSpoiler {
    @Override
    List<ObjectNode> event(ObjectNode event) {
      if (is(event, "energy_update")) {
        payload(event).put("mood", 1);
      }
      return List.of(event);
    }
  }

  private static final class CountsBack extends JsonSpoiler {
    private int updates;

    @Override
    List<ObjectNode> event(ObjectNode event) {
      if (!isInFrames() && is(event, "energy_update") && ++updates % 100 == 60) {
        event.put("frameNumber", event.path("frameNumber").longValue() - 5);
      }
      return List.of(event);
    }
  }

  /** The types backwards; within a type nothing changes, so that merges are as they would be. */
  private static final class Backwards extends JsonSpoiler {
    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      if (ticks(frame) == 1) {
        Map<String, List<JsonNode>> byType = new LinkedHashMap<>();
        for (JsonNode event : frame.path("events")) {
          String type = event.path("type").asText();
          byType.computeIfAbsent(type, first -> new ArrayList<>()).add(event);
        }
        List<List<JsonNode>> types = new ArrayList<>(byType.values());
        Collections.reverse(types);
        ArrayNode events = frame.putArray("events");
        types.forEach(events::addAll);
      }
      return List.of(frame);
    }
  }

  private static final class Times extends JsonSpoiler {
    private final UnaryOperator<Long> change;

    Times(UnaryOperator<Long> change) {
      this.change = change;
    }

    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      return event(frame);
    }

    @Override
    List<ObjectNode> event(ObjectNode event) {
      event.put("timestamp", change.apply(event.path("timestamp").longValue()));
      if (is(event, "heartbeat")) {
        payload(event).put("serverTime", event.path("timestamp").longValue());
      }
      return List.of(event);
    }
  }

  private static final class NoHeartbeat extends JsonSpoiler {
    @Override
    List<ObjectNode> event(ObjectNode event) {
      return is(event, "heartbeat") ? List.of() : List.of(event);
    }
  }

  private static final class ForgetsEnergy extends JsonSpoiler {
    private int updates;

    @Override
    List<ObjectNode> event(ObjectNode event) {
      if (!isInFrames() && is(event, "energy_update") && ++updates % 100 == 60) {
        payload(event).put("totalEnergy", 0);
      }
      return List.of(event);
    }
  }

  private static final class EndsTwice extends JsonSpoiler {
    @Override
    List<ObjectNode> event(ObjectNode event) {
      return !isInFrames() && payload(event).path("isComplete").asBoolean()
          ? List.of(event, event)
          : List.of(event);
    }
  }
}
