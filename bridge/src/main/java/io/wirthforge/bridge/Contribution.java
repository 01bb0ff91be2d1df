package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.List;

/**
 * A contributor's answer to a tick.
 *
 * @param contributor the name it joined with
 * @param frameNumber the tick it answers
 * @param events its events, possibly none
 */
public record Contribution(String contributor, long frameNumber, List<Event> events) {

  /** Takes a copy of the events. */
  public Contribution {
    events = List.copyOf(events);
  }
}
