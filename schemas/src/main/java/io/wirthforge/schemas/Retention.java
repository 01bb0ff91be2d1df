package io.wirthforge.schemas;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the server remembers of a type for a client that connects later.
 *
 * @param <E> the event's Java type
 */
public sealed interface Retention<E extends Event> {

  /** Nothing: the event speaks of its moment only. */
  record Nothing<E extends Event>() implements Retention<E> {}

  /**
   * The last event of each slot.
   *
   * @param baseline makes of it what a newcomer is told: what was counted before the newcomer came
   *     is not counted again, so fields that add up become zero
   */
  record LastPerSlot<E extends Event>(UnaryOperator<E> baseline) implements Retention<E> {}

  /**
   * The last event of each key, where a newcomer is told less than one event per slot.
   *
   * @param key what the last is remembered of; must have value semantics
   */
  record LastPerKey<E extends Event>(Function<E, Object> key) implements Retention<E> {}

  /**
   * All events of a slot folded into one, until one of them is final: text so far.
   *
   * @param isFinal whether this event ends its slot
   */
  record UntilFinal<E extends Event>(Predicate<E> isFinal) implements Retention<E> {}
}
