package io.wirthforge.schemas;

import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What becomes of two events of one type that a client gets in the same frame.
 *
 * @param <E> the event's Java type
 */
public sealed interface MergePolicy<E extends Event> {

  /** Every event is kept, in order: alerts, achievements, anything that is told once. */
  record KeepAll<E extends Event>() implements MergePolicy<E> {}

  /**
   * Events that share a slot become one.
   *
   * @param slotKey names the slot; must have value semantics ({@code equals}, {@code hashCode})
   * @param fold the earlier and the later event to the one that stands for both; must be
   *     associative, and exact where it adds
   * @param grows whether the one that stands for both holds all they held, as text does
   */
  record Conflate<E extends Event>(
      Function<E, Object> slotKey, BinaryOperator<E> fold, boolean grows)
      implements MergePolicy<E> {

    /** Events of which the one that stands for both is as small as either. */
    public Conflate(Function<E, Object> slotKey, BinaryOperator<E> fold) {
      this(slotKey, fold, false);
    }
  }
}
