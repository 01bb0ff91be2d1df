package io.wirthforge.schemas;

import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The description of one kind of event: all that the engine knows of it.
 *
 * @param name on the wire, snake_case, such as {@code energy_update}
 * @param channel the channel it travels on, such as {@code energy}
 * @param javaType the class of its events; for application types {@link CustomEvent}
 * @param rank its place within a frame, lower first; see {@link Rank}
 * @param mergePolicy how two of them become one
 * @param retention what a newcomer is told of them
 * @param stamp puts the tick's time and number on an event
 * @param weight the memory an event holds, in bytes, estimated without encoding it
 * @param <E> the class of its events
 */
public record EventType<E extends Event>(
    String name,
    String channel,
    Class<E> javaType,
    int rank,
    MergePolicy<E> mergePolicy,
    Retention<E> retention,
    Stamp<E> stamp,
    ToIntFunction<E> weight) {

  /** The order of types within a frame, so that text stands beside the energy it cost. */
  public static final class Rank {
    public static final int SYSTEM = 0;
    public static final int STATE = 10;
    public static final int FIELD = 20;
    public static final int TEXT = 30;
    public static final int COUNCIL = 40;
    public static final int REWARD = 50;

    /** Where types of an application stand unless they say otherwise. */
    public static final int CUSTOM = 60;

    public static final int HEARTBEAT = 100;

    private Rank() {}
  }

  /** Puts a tick on an event. */
  @FunctionalInterface
  public interface Stamp<E extends Event> {

    /**
     * The same event at a tick.
     *
     * @param event the event as it was published
     * @param timestampMs the tick's time, in milliseconds since the epoch
     * @param frameNumber the tick's number; ignored by types that carry none
     */
    E at(E event, long timestampMs, long frameNumber);
  }

  public EventType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(javaType, "javaType");
    Objects.requireNonNull(mergePolicy, "mergePolicy");
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(weight, "weight");
  }

  /** The slot an event belongs to, or null where every event of the type is kept. */
  public @Nullable Object slotKeyOf(Event event) {
    return mergePolicy instanceof MergePolicy.Conflate<E> conflate
        ? conflate.slotKey().apply(javaType.cast(event))
        : null;
  }

  /**
   * The one event that stands for two of the same slot.
   *
   * @throws IllegalStateException where every event of the type is kept
   */
  public E fold(Event earlier, Event later) {
    if (mergePolicy instanceof MergePolicy.Conflate<E> conflate) {
      return conflate.fold().apply(javaType.cast(earlier), javaType.cast(later));
    }
    throw new IllegalStateException(name + " events are all kept, never merged");
  }

  /** The event at a tick; see {@link Stamp#at}. */
  public E stamped(Event event, long timestampMs, long frameNumber) {
    return stamp.at(javaType.cast(event), timestampMs, frameNumber);
  }

  /** The memory an event holds, in bytes, estimated without encoding it. */
  public int weightOf(Event event) {
    return weight.applyAsInt(javaType.cast(event));
  }

  /** Of the name alone: types are keys wherever events are sorted. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name + " on " + channel;
  }
}
