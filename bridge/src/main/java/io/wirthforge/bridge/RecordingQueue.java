package io.wirthforge.bridge;

import io.wirthforge.schemas.RecordingLine;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines that wait for a disk: bounded in number and memory, and never waited for. One thread
 * puts, another takes.
 *
 * <p>Where there is no room, lines are left out and counted, and the first line that finds room
 * again comes behind one that says how many. The boundaries of frames have room of their own.
 */
final class RecordingQueue {

  private record Entry(long bytes, Supplier<RecordingLine> line) {}

  private final int maxLines;
  private final long maxBytes;
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lines = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long lost; // One thread writes it.
  private long lostTold;

  RecordingQueue(int maxLines, long maxBytes) {
    this.maxLines = maxLines;
    this.maxBytes = maxBytes;
  }

  /**
   * Puts a line, if there is room.
   *
   * @param bytes the memory it holds, estimated
   * @param line makes it, on the taking thread
   * @return whether it was put
   */
  boolean put(long nanos, long bytes, Supplier<RecordingLine> line) {
    return put(nanos, bytes, line, maxLines);
  }

  /** Puts the boundary of a frame, for which there is more room. */
  boolean putBoundary(long nanos, Supplier<RecordingLine> line) {
    return put(nanos, 0, line, 2 * maxLines);
  }

  /** Takes the oldest line; null where none waits. */
  @Nullable RecordingLine take() {
    Entry entry = entries.poll();
    if (entry == null) {
      return null;
    }
    lines.decrementAndGet();
    bytes.addAndGet(-entry.bytes());
    return entry.line().get();
  }

  /** How many lines were left out. */
  long lost() {
    return lost;
  }

  private boolean put(long nanos, long size, Supplier<RecordingLine> line, int limit) {
    if (lines.get() >= limit || bytes.get() + size > maxBytes && lines.get() > 0) {
      lost = lost + 1;
      return false;
    }
    if (lost > lostTold) {
      long missing = lost - lostTold;
      lostTold = lost;
      add(0, () -> new RecordingLine.Lost(nanos, missing));
    }
    add(size, line);
    return true;
  }

  private void add(long size, Supplier<RecordingLine> line) {
    lines.incrementAndGet();
    bytes.addAndGet(size);
    entries.add(new Entry(size, line));
  }
}
