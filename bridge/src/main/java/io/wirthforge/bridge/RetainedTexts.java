package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that are being written, and those that ended within the last minute.
 *
 * <p>Bounded: a text keeps its newest {@value #MAX_TEXT_BYTES} bytes, and {@value #MAX_TEXTS} texts
 * are kept; ended ones go first, then the oldest.
 */
final class RetainedTexts {

  static final int MAX_TEXT_BYTES = 1 << 20;
  static final int MAX_TEXTS = 8;
  static final int ENDED_FRAMES = 60 * FrameClock.FRAME_RATE;

  private static final long UNFINISHED = -1;

  private record Slot(EventType<?> type, Object key) {}

  private static final class Text {
    final Deque<Event> parts = new ArrayDeque<>();
    long bytes;
    long endedAt = UNFINISHED;

    boolean isUnfinished() {
      return endedAt == UNFINISHED;
    }

    void add(Event event) {
      parts.add(event);
      bytes += event.eventType().weightOf(event);
      while (bytes > MAX_TEXT_BYTES && parts.size() > 1) {
        Event oldest = parts.remove();
        bytes -= oldest.eventType().weightOf(oldest);
      }
    }
  }

  private final Map<Slot, Text> texts = new LinkedHashMap<>();

  /**
   * Appends to a text.
   *
   * @param isFinal whether the text ends with this
   */
  void add(Event event, boolean isFinal, long frameNumber) {
    Object key = event.eventType().slotKeyOf(event);
    Slot slot = new Slot(event.eventType(), key == null ? event.eventType() : key);
    Text text = texts.get(slot);
    if (text == null || !text.isUnfinished()) {
      texts.remove(slot);
      makeRoom();
      text = new Text();
      texts.put(slot, text);
    }
    text.add(event);
    if (isFinal) {
      text.endedAt = frameNumber;
    }
  }

  /** Forgets the texts that ended more than a minute before a frame. */
  void forgetBefore(long frameNumber) {
    texts
        .values()
        .removeIf(text -> !text.isUnfinished() && frameNumber - text.endedAt > ENDED_FRAMES);
  }

  /** The pieces of all texts, each in order. */
  List<Event> parts(boolean endedTexts) {
    List<Event> all = new ArrayList<>();
    for (Text text : texts.values()) {
      if (endedTexts || text.isUnfinished()) {
        all.addAll(text.parts);
      }
    }
    return all;
  }

  private void makeRoom() {
    if (texts.size() < MAX_TEXTS) {
      return;
    }
    Iterator<Text> each = texts.values().iterator();
    while (each.hasNext()) {
      if (!each.next().isUnfinished()) {
        each.remove();
        return;
      }
    }
    texts.remove(texts.keySet().iterator().next());
  }
}
