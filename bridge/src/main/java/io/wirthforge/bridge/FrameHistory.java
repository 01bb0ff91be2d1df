package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames of the last seconds, and the merges of their ends.
 *
 * <p>A client that lags holds no frames of its own, only the number of the last one it was sent:
 * what it is due is the merge of all frames after it. Clients that lag alike share that merge, and
 * through {@link EncodedFrame} its text.
 */
final class FrameHistory {

  private record Span(long after, @Nullable Backlog backlog) {}

  private final FrameRing ring;
  private final FrameEncoder encoder;
  private final Map<Span, EncodedFrame> merges = new HashMap<>();
  private final Map<Backlog, Backlog> extended = new IdentityHashMap<>();
  // Frames of different spans hold the same events: the text of each is made once a tick.
  private final Map<Event, String> texts = new IdentityHashMap<>();
  private final Map<Integer, Backlog> evictedAlone = new HashMap<>();
  private List<Frame> evicted = List.of();
  // What was asked for last: most clients are due the same.
  private long lastAfter;
  private @Nullable EncodedFrame lastMerge;

  FrameHistory(int capacity, FrameEncoder encoder) {
    this(new FrameRing(capacity), encoder);
  }

  FrameHistory(FrameRing ring, FrameEncoder encoder) {
    this.ring = ring;
    this.encoder = encoder;
  }

  /** Appends the newest frame; {@link #backlogOf} has to be asked for each client that lags. */
  void append(Frame frame) {
    merges.clear();
    lastMerge = null;
    extended.clear();
    evictedAlone.clear();
    texts.clear();
    evicted = ring.append(frame);
  }

  /**
   * A client's backlog after the last append: it grows by the frames that fell out of the ring, if
   * the client has not had them.
   */
  @Nullable Backlog backlogOf(long after, @Nullable Backlog backlog) {
    int first = 0;
    while (first < evicted.size() && evicted.get(first).frameNumber() <= after) {
      first++;
    }
    if (first == evicted.size()) {
      return backlog;
    }
    if (backlog == null) {
      return evictedAlone.computeIfAbsent(
          first, from -> new Backlog(Frame.mergeAll(evicted.subList(from, evicted.size()))));
    }
    return extended.computeIfAbsent(backlog, this::extend);
  }

  private Backlog extend(Backlog backlog) {
    List<Frame> frames = new ArrayList<>(evicted);
    frames.add(0, backlog.frame());
    return new Backlog(Frame.mergeAll(frames));
  }

  @Nullable Frame newest() {
    return ring.newest();
  }

  /** The frames in the ring, oldest first. */
  List<Frame> frames() {
    return ring.from(0);
  }

  /** Whether nothing after a frame is missing from the ring. */
  boolean reaches(long frameNumber) {
    Frame newest = ring.newest();
    return newest != null
        && frameNumber <= newest.frameNumber()
        && ring.get(0).fromFrame() <= frameNumber + 1;
  }

  /**
   * All that a client is due.
   *
   * @param after the last frame it was sent
   * @param backlog what it is due from before the ring, or null
   * @return null if there is nothing after it
   */
  @Nullable EncodedFrame due(long after, @Nullable Backlog backlog) {
    if (backlog == null && lastMerge != null && after == lastAfter) {
      return lastMerge;
    }
    if (backlog == null && ring.indexAfter(after) == ring.size()) {
      return null;
    }
    EncodedFrame due = merges.computeIfAbsent(new Span(after, backlog), this::merge);
    if (backlog == null) {
      lastAfter = after;
      lastMerge = due;
    }
    return due;
  }

  /** The lossless bytes a client is due; see {@link Frame#losslessBytes}. */
  long losslessBytesDue(long after, @Nullable Backlog backlog) {
    return (backlog == null ? 0 : backlog.losslessBytes())
        + ring.losslessBytesFrom(ring.indexAfter(after));
  }

  /** A frame that only its encoding is wanted of, such as a snapshot. */
  EncodedFrame encode(Frame frame) {
    return new EncodedFrame(encoder, frame, texts);
  }

  private EncodedFrame merge(Span span) {
    List<Frame> due = new ArrayList<>();
    if (span.backlog() != null) {
      due.add(span.backlog().frame());
    }
    due.addAll(ring.from(ring.indexAfter(span.after())));
    Frame merged = Frame.mergeAll(due);
    // The range begins where the client was left, so that skipped ticks are no gap to it.
    long from = merged.reset() ? merged.fromFrame() : span.after() + 1;
    return encode(merged.from(from));
  }
}
