package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One text so far, in pieces of {@value #EVENTS_PER_PIECE} events, fewer if they are large; beyond
 * its bound the oldest go.
 */
final class RetainedText {

  static final int EVENTS_PER_PIECE = 256;

  private static final int MAX_PIECE_BYTES = RetainedTexts.MAX_TEXT_BYTES / 32;

  private static final long UNFINISHED = -1;

  private final EventType<?> type;
  private final Deque<Event> pieces = new ArrayDeque<>();
  private SlotFold open;
  private int openEvents;
  private long openBytes;
  private long bytes;
  private long endedAt = UNFINISHED;

  RetainedText(EventType<?> type) {
    this.type = type;
    this.open = new SlotFold(type);
  }

  void add(Event event) {
    open.add(event);
    openBytes += type.weightOf(event);
    if (++openEvents == EVENTS_PER_PIECE || openBytes > MAX_PIECE_BYTES) {
      Event piece = open.result();
      pieces.add(piece);
      bytes += type.weightOf(piece);
      open = new SlotFold(type);
      openEvents = 0;
      openBytes = 0;
    }
    while (bytes > RetainedTexts.MAX_TEXT_BYTES && pieces.size() > 1) {
      bytes -= type.weightOf(pieces.remove());
    }
  }

  void end(long frameNumber) {
    endedAt = frameNumber;
  }

  boolean isUnfinished() {
    return endedAt == UNFINISHED;
  }

  boolean endedBefore(long frameNumber) {
    return !isUnfinished() && endedAt < frameNumber;
  }

  /** The pieces, oldest first. */
  List<Event> parts() {
    List<Event> all = new ArrayList<>(pieces);
    if (openEvents > 0) {
      all.add(open.result());
    }
    return all;
  }
}
