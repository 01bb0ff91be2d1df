package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An open frame: takes events in order and folds those that share a slot. */
final class FrameBuilder {

  private static final Comparator<Event> BY_RANK =
      Comparator.comparingInt(event -> event.eventType().rank());

  private record Slot(EventType<?> type, Object key) {}

  private final Map<Slot, SlotFold> slots = new LinkedHashMap<>();
  // Each place holds an event that is kept, or the slot whose events stand there.
  private final List<Object> places = new ArrayList<>();
  private long added;
  private long coalesced;

  /** Takes an event; one whose slot is taken folds into it. */
  void add(Event event) {
    EventType<?> type = event.eventType();
    Object key = type.slotKeyOf(event);
    added++;
    if (key == null) {
      places.add(event);
      return;
    }
    Slot slot = new Slot(type, key);
    SlotFold fold = slots.get(slot);
    if (fold == null) {
      fold = new SlotFold(type);
      slots.put(slot, fold);
      places.add(fold);
    } else {
      coalesced++;
    }
    fold.add(event);
  }

  /** Takes all events of a frame, and what was merged away in it. */
  void addAll(Frame frame) {
    frame.events().forEach(this::add);
    coalesced += frame.coalesced();
  }

  /** Whether an event would fold into a slot that is taken already. */
  boolean folds(Event event) {
    Object key = event.eventType().slotKeyOf(event);
    return key != null && slots.containsKey(new Slot(event.eventType(), key));
  }

  /** How many slots are taken. */
  int slots() {
    return slots.size();
  }

  /** How many events were added since the last build. */
  long added() {
    return added;
  }

  /**
   * The frame of a tick: its events bear the tick's time and number. The builder is empty after.
   */
  Frame sealAt(FrameTick tick) {
    List<Event> events = drain();
    events.replaceAll(
        event -> event.eventType().stamped(event, tick.timestampMs(), tick.frameNumber()));
    return new Frame(
        tick.frameNumber(), tick.frameNumber(), tick.timestampMs(), takeCoalesced(), false, events);
  }

  /** The frame that stands for a range of ticks. The builder is empty after. */
  Frame buildRange(long fromFrame, long frameNumber, long timestampMs, boolean reset) {
    List<Event> events = drain();
    return new Frame(fromFrame, frameNumber, timestampMs, takeCoalesced(), reset, events);
  }

  private List<Event> drain() {
    List<Object> taken = new ArrayList<>(places);
    places.clear();
    slots.clear();
    added = 0;
    List<Event> events = new ArrayList<>(taken.size());
    for (Object place : taken) {
      events.add(place instanceof SlotFold fold ? fold.result() : (Event) place);
    }
    events.sort(BY_RANK);
    return events;
  }

  private long takeCoalesced() {
    long taken = coalesced;
    coalesced = 0;
    return taken;
  }
}
