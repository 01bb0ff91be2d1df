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

  private record Slot(EventType<?> type, Object key) {}

  /** How many slots are remembered; beyond it those that changed longest ago are forgotten. */
  static final int MAX_SLOTS = 10_000;

  private static final class Slots extends LinkedHashMap<Slot, Event> {

    private static final long serialVersionUID = 1L;

    Slots() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Slot, Event> eldest) {
      return size() > MAX_SLOTS;
    }
  }

  private final Map<Slot, Event> last = new Slots();
  private final RetainedTexts texts = new RetainedTexts();

  /** Takes in a frame. */
  void apply(Frame frame) {
    frame.events().forEach(event -> apply(event, frame.frameNumber()));
    texts.forgetBefore(frame.frameNumber());
  }

  /** Whether an event of a type is retained. */
  boolean holds(String typeName) {
    return last.keySet().stream().anyMatch(slot -> slot.type().name().equals(typeName));
  }

  /**
   * The retained state as a frame that resets a client.
   *
   * @param at the newest frame this state holds
   * @param endedTexts whether texts that ended lately are part of it, or only unfinished ones
   */
  Frame snapshot(Frame at, boolean endedTexts) {
    FrameBuilder builder = new FrameBuilder();
    last.values().forEach(event -> builder.add(baseline(event.eventType(), event)));
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
    List<Event> events = new ArrayList<>(last.values());
    events.addAll(texts.parts(true));
    return new Frame(at.frameNumber(), at.frameNumber(), at.timestampMs(), 0, true, events);
  }

  private void apply(Event event, long frameNumber) {
    EventType<?> type = event.eventType();
    if (type.retention() instanceof Retention.LastPerSlot<?>) {
      Object key = type.slotKeyOf(event);
      last.put(new Slot(type, key == null ? type : key), event);
    } else if (type.retention() instanceof Retention.LastPerKey<?> perKey) {
      last.put(new Slot(type, keyOf(perKey, type, event)), event);
    } else if (type.retention() instanceof Retention.UntilFinal<?> untilFinal) {
      texts.add(event, isFinal(untilFinal, type, event), frameNumber);
    }
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
