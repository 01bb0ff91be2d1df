package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one slot, folded in order, whatever their number, in O(n log n).
 *
 * <p>Folding left to right would copy a growing text once per token. Like a binary counter, this
 * keeps one partial fold per set bit of the count and only folds neighbours of equal size. The
 * result is the same because the fold is associative.
 */
final class SlotFold {

  private final EventType<?> type;
  private final List<Event> partials = new ArrayList<>(4);
  private long count;

  SlotFold(EventType<?> type) {
    this.type = type;
  }

  void add(Event event) {
    partials.add(event);
    for (long bits = ++count; (bits & 1) == 0; bits >>= 1) {
      foldLastTwo();
    }
  }

  /** The one event that stands for all that were added. */
  Event result() {
    while (partials.size() > 1) {
      foldLastTwo();
    }
    count = 1;
    return partials.get(0);
  }

  private void foldLastTwo() {
    Event later = partials.remove(partials.size() - 1);
    int last = partials.size() - 1;
    partials.set(last, type.fold(partials.get(last), later));
  }
}
