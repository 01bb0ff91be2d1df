package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The texts that are being written, and those that ended within the last minute.
 *
 * <p>Bounded: a text keeps its newest {@value #MAX_TEXT_BYTES} bytes, and {@value #MAX_TEXTS} texts
 * are kept; ended ones go first, then the oldest. A text that had to go is not begun anew from its
 * middle: a tail would pass for the whole.
 */
final class RetainedTexts {

  /** In memory, where each token has its overhead: some 400 kB of text. */
  static final int MAX_TEXT_BYTES = 8 << 20;

  static final int MAX_TEXTS = 64;
  static final int ENDED_FRAMES = 60 * FrameClock.FRAME_RATE;

  private record Slot(EventType<?> type, Object key) {}

  private final Map<Slot, RetainedText> texts = new LinkedHashMap<>();
  private final Set<Slot> gone = new HashSet<>();

  /**
   * Appends to a text.
   *
   * @param isFinal whether the text ends with this
   */
  void add(Event event, boolean isFinal, long frameNumber) {
    Object key = event.eventType().slotKeyOf(event);
    Slot slot = new Slot(event.eventType(), key == null ? event.eventType() : key);
    if (gone.contains(slot)) {
      if (isFinal) {
        gone.remove(slot);
      }
      return;
    }
    RetainedText text = texts.get(slot);
    if (text == null || !text.isUnfinished()) {
      texts.remove(slot);
      makeRoom();
      text = new RetainedText(event.eventType());
      texts.put(slot, text);
    }
    text.add(event);
    if (isFinal) {
      text.end(frameNumber);
    }
  }

  /** Forgets the texts that ended more than a minute before a frame. */
  void forgetBefore(long frameNumber) {
    texts.values().removeIf(text -> text.endedBefore(frameNumber - ENDED_FRAMES));
  }

  /** The pieces of all texts, each in order. */
  List<Event> parts(boolean endedTexts) {
    List<Event> all = new ArrayList<>();
    for (RetainedText text : texts.values()) {
      if (endedTexts || text.isUnfinished()) {
        all.addAll(text.parts());
      }
    }
    return all;
  }

  private void makeRoom() {
    if (texts.size() < MAX_TEXTS) {
      return;
    }
    Iterator<RetainedText> each = texts.values().iterator();
    while (each.hasNext()) {
      if (!each.next().isUnfinished()) {
        each.remove();
        return;
      }
    }
    Slot oldest = texts.keySet().iterator().next();
    texts.remove(oldest);
    if (gone.size() < MAX_TEXTS * MAX_TEXTS) {
      gone.add(oldest);
    }
  }
}
