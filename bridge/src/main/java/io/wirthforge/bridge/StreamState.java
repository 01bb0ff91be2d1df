package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.Retention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client that connects now has to be told: the last of each state, the text so far.
 *
 * <p>Texts that ended are remembered for a minute, for clients that were away at their end.
 */
final class StreamState {

  /** How many slots of a type are remembered; beyond it those unchanged longest are forgotten. */
  static final int MAX_SLOTS = 10_000;

  private static final class Slots extends LinkedHashMap<Object, Event> {

    private static final long serialVersionUID = 1L;

    Slots() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Event> eldest) {
      return size() > MAX_SLOTS;
    }
  }

  private final Map<EventType<?>, Slots> last = new LinkedHashMap<>();
  private final RetainedTexts texts = new RetainedTexts();

  /** Takes in a frame. */
  void apply(Frame frame) {
    frame.events().forEach(event -> apply(event, frame.frameNumber()));
    texts.forgetBefore(frame.frameNumber());
  }

  /** Whether an event of a type is retained. */
  boolean holds(String typeName) {
    return last.keySet().stream().anyMatch(type -> type.name().equals(typeName));
  }

  /**
   * The retained state as a frame that resets a client.
   *
   * @param at the newest frame this state holds
   * @param endedTexts whether texts that ended lately are part of it, or only unfinished ones
   */
  Frame snapshot(Frame at, boolean endedTexts) {
    FrameBuilder builder = new FrameBuilder();
    lastEvents().forEach(event -> builder.add(baseline(event.eventType(), event)));
    texts.parts(endedTexts).forEach(builder::add);
    Frame merged = builder.buildRange(at.frameNumber(), at.frameNumber(), at.timestampMs(), true);
    List<Event> events = new ArrayList<>(merged.events());
    events.replaceAll(
        event -> event.eventType().stamped(event, at.timestampMs(), at.frameNumber()));
    return new Frame(at.frameNumber(), at.frameNumber(), at.timestampMs(), 0, true, events);
  }

  /**
   * The retained state for another that goes on from here; texts stay in their pieces, so that both
   * forget alike.
   *
   * @param at the newest frame this state holds
   */
  Frame handover(Frame at) {
    List<Event> events = lastEvents();
    events.addAll(texts.parts(true));
    return new Frame(at.frameNumber(), at.frameNumber(), at.timestampMs(), 0, true, events);
  }

  private void apply(Event event, long frameNumber) {
    EventType<?> type = event.eventType();
    if (type.retention() instanceof Retention.LastPerSlot<?>) {
      Object key = type.slotKeyOf(event);
      put(type, key == null ? type : key, event);
    } else if (type.retention() instanceof Retention.LastPerKey<?> perKey) {
      put(type, keyOf(perKey, type, event), event);
    } else if (type.retention() instanceof Retention.UntilFinal<?> untilFinal) {
      texts.add(event, isFinal(untilFinal, type, event), frameNumber);
    }
  }

  private void put(EventType<?> type, Object key, Event event) {
    last.computeIfAbsent(type, first -> new Slots()).put(key, event);
  }

  private List<Event> lastEvents() {
    List<Event> events = new ArrayList<>();
    last.values().forEach(slots -> events.addAll(slots.values()));
    return events;
  }

  @SuppressWarnings("unchecked") // An event is of its own type's class.
  private static <E extends Event> Object keyOf(
      Retention.LastPerKey<E> retention, EventType<?> type, Event event) {
    return retention.key().apply((E) type.javaType().cast(event));
  }

  @SuppressWarnings("unchecked") // An event is of its own type's class.
  private static <E extends Event> boolean isFinal(
      Retention.UntilFinal<E> retention, EventType<?> type, Event event) {
    return retention.isFinal().test((E) type.javaType().cast(event));
  }

  private static <E extends Event> Event baseline(EventType<E> type, Event event) {
    return type.retention() instanceof Retention.LastPerSlot<E> retention
        ? retention.baseline().apply(type.javaType().cast(event))
        : event;
  }
}
