package io.wirthforge.verticles.council;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.InterferenceEvent.PatternType;
import io.wirthforge.schemas.ResonanceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A council with a clock of its own, which plays whole streams. */
final class CouncilRig {

  static final double FRAME_MS = 1000 / 60.0;
  private static final EventCodec CODEC = new EventCodec(EventCatalog.wirthforge());
  private static final double UNITS = 0.012;
  private static final long START_NANOS = 5_000_000_000L;

  final Council council;
  final List<Event> events = new ArrayList<>();
  private long frame;

  CouncilRig() {
    this(CouncilOptions.DEFAULT);
  }

  CouncilRig(CouncilOptions options) {
    council = new Council(options);
  }

  static long nanos(double millis) {
    return START_NANOS + Math.round(millis * 1e6);
  }

  /** Plays two streams from the beginning of the clock on. */
  CouncilRig play(double[] a, double[] b, double lengthMs) {
    TreeMap<String, double[]> streams = new TreeMap<>();
    streams.put("a", a);
    streams.put("b", b);
    return play(streams, lengthMs);
  }

  /** Plays streams by their models' names. */
  CouncilRig play(Map<String, double[]> streams, double lengthMs) {
    int[] next = new int[streams.size()];
    for (double tick = 0; tick < lengthMs; tick = ++frame * FRAME_MS) {
      int i = 0;
      for (Map.Entry<String, double[]> stream : streams.entrySet()) {
        double[] times = stream.getValue();
        while (next[i] < times.length && times[next[i]] <= tick) {
          council.tokens(stream.getKey(), nanos(times[next[i]++]), 1, UNITS);
        }
        i++;
      }
      events.addAll(council.tick(frame, nanos(tick), true));
    }
    return this;
  }

  List<InterferenceEvent> interferences() {
    return events.stream()
        .filter(InterferenceEvent.class::isInstance)
        .map(InterferenceEvent.class::cast)
        .toList();
  }

  List<ResonanceEvent> resonances() {
    return events.stream()
        .filter(ResonanceEvent.class::isInstance)
        .map(ResonanceEvent.class::cast)
        .toList();
  }

  boolean found(PatternType pattern) {
    return interferences().stream().anyMatch(each -> each.payload().patternType() == pattern);
  }

  /** Whether anything but neutral was said. */
  boolean interferes() {
    return found(PatternType.CONSTRUCTIVE) || found(PatternType.DESTRUCTIVE);
  }

  static void judge(List<Event> events) {
    for (Event event : events) {
      assertThat(EventCatalog.wirthforge().validator().validate(CODEC.toTree(event))).isEmpty();
    }
  }
}
