package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.Retention;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client that connects now has to be told: the last of each state, the text so far.
 *
 * <p>Bounded: a text keeps its newest {@value #MAX_TEXT_BYTES} bytes, and of texts the {@value
 * #MAX_TEXTS} newest are kept. A text that ended is forgotten.
 */
final class StreamState {

  static final int MAX_TEXT_BYTES = 1 << 20;
  static final int MAX_TEXTS = 8;

  private record Slot(EventType<?> type, Object key) {}

  private static final class Text {
    final Deque<Event> parts = new ArrayDeque<>();
    long bytes;

    void add(Event event) {
      parts.add(event);
      bytes += event.eventType().weightOf(event);
      while (bytes > MAX_TEXT_BYTES && parts.size() > 1) {
        Event oldest = parts.remove();
        bytes -= oldest.eventType().weightOf(oldest);
      }
    }
  }

  private final Map<Slot, Event> last = new LinkedHashMap<>();
  private final Map<Slot, Text> texts = new LinkedHashMap<>();

  /** Takes in a frame. */
  void apply(Frame frame) {
    frame.events().forEach(this::apply);
  }

  /** Whether an event of a type is retained. */
  boolean holds(String typeName) {
    return last.keySet().stream().anyMatch(slot -> slot.type().name().equals(typeName));
  }

  /**
   * The retained state as a frame that resets a client.
   *
   * @param at the newest frame this state holds
   */
  Frame snapshot(Frame at) {
    FrameBuilder builder = new FrameBuilder();
    last.forEach((slot, event) -> builder.add(baseline(event.eventType(), event)));
    texts.values().forEach(text -> text.parts.forEach(builder::add));
    Frame merged = builder.buildRange(at.frameNumber(), at.frameNumber(), at.timestampMs(), true);
    List<Event> events = new ArrayList<>(merged.events());
    events.replaceAll(
        event -> event.eventType().stamped(event, at.timestampMs(), at.frameNumber()));
    return new Frame(at.frameNumber(), at.frameNumber(), at.timestampMs(), 0, true, events);
  }

  private void apply(Event event) {
    EventType<?> type = event.eventType();
    if (type.retention() instanceof Retention.LastPerSlot<?>) {
      last.put(slotOf(type, event), event);
    } else if (type.retention() instanceof Retention.UntilFinal<?> untilFinal) {
      append(untilFinal, type, event);
    }
  }

  private <E extends Event> void append(
      Retention.UntilFinal<E> retention, EventType<?> type, Event event) {
    Slot slot = slotOf(type, event);
    @SuppressWarnings("unchecked") // An event is of its own type's class.
    E own = (E) type.javaType().cast(event);
    if (retention.isFinal().test(own)) {
      texts.remove(slot);
      return;
    }
    texts.computeIfAbsent(slot, key -> new Text()).add(event);
    if (texts.size() > MAX_TEXTS) {
      texts.remove(texts.keySet().iterator().next());
    }
  }

  private static <E extends Event> Event baseline(EventType<E> type, Event event) {
    return type.retention() instanceof Retention.LastPerSlot<E> retention
        ? retention.baseline().apply(type.javaType().cast(event))
        : event;
  }

  private static Slot slotOf(EventType<?> type, Event event) {
    Object key = type.slotKeyOf(event);
    return new Slot(type, key == null ? type : key);
  }
}
