package io.wirthforge.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who contributes to frames, and whom the open frame still waits for.
 *
 * <p>A contributor that stays silent for {@value #PATIENCE_TICKS} ticks in a row is no longer
 * waited for, so that a dead one costs no frame its freshness; its next contribution brings it
 * back. In the same way joins whoever was there before the aggregator was and so joined unheard.
 */
final class Contributors {

  static final int PATIENCE_TICKS = 60;

  private final Map<String, Integer> ticksSilent = new HashMap<>();
  private final Set<String> awaited = new HashSet<>();
  private long lateContributions;

  void join(String name) {
    ticksSilent.put(name, 0);
  }

  void leave(String name) {
    ticksSilent.remove(name);
    awaited.remove(name);
  }

  /** Starts to wait for all that are known to answer. */
  void await() {
    ticksSilent.forEach(
        (name, silent) -> {
          if (silent < PATIENCE_TICKS) {
            awaited.add(name);
          }
        });
  }

  /** Notes an answer to the open frame. */
  void answered(String name) {
    awaited.remove(name);
    ticksSilent.put(name, 0);
  }

  /** Notes an answer that came after its frame was sealed: alive, but late. */
  void answeredLate(String name) {
    ticksSilent.put(name, 0);
    lateContributions++;
  }

  boolean allAnswered() {
    return awaited.isEmpty();
  }

  /** Stops waiting; those that did not answer are one tick more silent. */
  Set<String> giveUp() {
    Set<String> missing = Set.copyOf(awaited);
    missing.forEach(name -> ticksSilent.computeIfPresent(name, (key, silent) -> silent + 1));
    awaited.clear();
    return missing;
  }

  long lateContributions() {
    return lateContributions;
  }
}
