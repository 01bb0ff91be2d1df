package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long things took on their way, in microseconds: told, and judged only where it is absurd. */
final class Latencies {

  static final String EVENTS = "event to client, events mode";
  static final String FRAMES = "frame to client, frames mode";
  static final String HEARTBEATS = "heartbeat to client";
  static final String PINGS = "ping and back";

  private static final List<String> WAYS = List.of(EVENTS, FRAMES, HEARTBEATS, PINGS);
  private static final int WARM_UP_TICKS = 60;
  private static final long MAX_MICROS = 3_600_000_000L;
  private static final long ABSURD_MICROS = 1_000_000;

  private final Map<String, Histogram> histograms = new HashMap<>();

  synchronized void record(String way, long micros) {
    histograms
        .computeIfAbsent(way, first -> new Histogram(MAX_MICROS, 3))
        .recordValue(Math.max(0, Math.min(micros, MAX_MICROS)));
  }

  /**
   * Takes in all ticks and heartbeats of a connection, but those of the first second: they tell old
   * state, and the kit itself is still warming up.
   */
  void takeIn(Transcript transcript) {
    boolean inFrames = transcript.mode() == WireProtocol.FRAMES;
    Map<Integer, Message> byNumber = new HashMap<>();
    transcript.messages().forEach(message -> byNumber.put(message.number(), message));
    Tick.of(transcript).stream()
        .skip(WARM_UP_TICKS)
        .forEach(
            tick -> {
              Message message = byNumber.get(tick.message());
              record(inFrames ? FRAMES : EVENTS, way(message.json(), message.epochMicros()));
            });
    for (Transcript.Told beat : transcript.events("heartbeat")) {
      record(HEARTBEATS, way(beat.event(), beat.epochMicros()));
    }
  }

  private static long way(JsonNode timed, long arrivedMicros) {
    return arrivedMicros - timed.path("timestamp").asLong() * 1000;
  }

  /** What was measured; a copy. */
  synchronized Map<String, Histogram> all() {
    Map<String, Histogram> copy = new LinkedHashMap<>();
    for (String way : WAYS) {
      Histogram histogram = histograms.get(way);
      if (histogram != null) {
        copy.put(way, histogram.copy());
      }
    }
    return copy;
  }

  Finding judge() {
    Histogram events = all().get(EVENTS);
    if (events == null || events.getTotalCount() == 0) {
      return Finding.skipped("no numbered event came");
    }
    long median = events.getValueAtPercentile(50);
    String figures =
        Words.of(
            "median %.1f ms, 99 %% within %.1f ms",
            median / 1e3, events.getValueAtPercentile(99) / 1e3);
    return median > ABSURD_MICROS ? Finding.fail(figures) : Finding.pass(figures);
  }
}
