package io.wirthforge.verticles.council;

import io.wirthforge.schemas.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two streams side by side. */
final class Pair {

  private final CouncilOptions options;
  private final Stream first;
  private final Stream second;
  private final Interference interference;
  private final Resonance resonance;

  /** A pair of streams in the order of their models' names. */
  Pair(CouncilOptions options, Stream first, Stream second) {
    List<String> models = List.of(first.modelId(), second.modelId());
    this.options = options;
    this.first = first;
    this.second = second;
    this.interference = new Interference(options, models);
    this.resonance = new Resonance(options, models);
  }

  boolean holds(Stream stream) {
    return first == stream || second == stream;
  }

  void tick(long frame, List<Event> events) {
    if (!first.isActive() || !second.isActive()) {
      end(frame, events);
      return;
    }
    // A window that reaches back before both spoke would compare their beginnings.
    long shared = Math.min(first.activeFrames(), second.activeFrames());
    if (shared >= options.windowFrames()) {
      addIfAny(interference.tick(frame, first.energy().correlation(second.energy())), events);
    }
    addIfAny(resonance.tick(frame, first.beat(), second.beat()), events);
  }

  /** Ends what patterns there are. */
  void end(long frame, List<Event> events) {
    addIfAny(interference.reset(frame), events);
    resonance.reset();
  }

  private static void addIfAny(@Nullable Event event, List<Event> events) {
    if (event != null) {
      events.add(event);
    }
  }
}
