package io.wirthforge.bridge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest frames, oldest first: at most a number of them, and at most a number of bytes. */
final class FrameRing {

  /** What the frames in a ring may weigh together, in bytes, estimated without encoding. */
  static final long MAX_BYTES = 64 << 20;

  private final @Nullable Frame[] places;
  // For each place, the lossless bytes of all frames that ever stood before the one in it.
  private final long[] losslessBytesBefore;
  private final long maxBytes;
  private long appended;
  private int size;
  private long bytes;
  private long losslessBytes;

  FrameRing(int capacity) {
    this(capacity, MAX_BYTES);
  }

  FrameRing(int capacity, long maxBytes) {
    places = new Frame[capacity];
    losslessBytesBefore = new long[capacity];
    this.maxBytes = maxBytes;
  }

  /**
   * Appends a frame; the newest stays, whatever it weighs.
   *
   * @return the frames that had to go, oldest first
   */
  List<Frame> append(Frame frame) {
    List<Frame> evicted = new ArrayList<>(1);
    if (size == places.length) {
      evicted.add(evict());
    }
    int place = (int) (appended++ % places.length);
    places[place] = frame;
    losslessBytesBefore[place] = losslessBytes;
    losslessBytes += frame.losslessBytes();
    bytes += frame.bytes();
    size++;
    while (bytes > maxBytes && size > 1) {
      evicted.add(evict());
    }
    return evicted;
  }

  int size() {
    return size;
  }

  /** The frame at an index, 0 for the oldest. */
  Frame get(int index) {
    Frame frame = places[place(index)];
    if (frame == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return frame;
  }

  @Nullable Frame newest() {
    return size == 0 ? null : get(size - 1);
  }

  /** The index of the first frame after a frame number; {@link #size} if there is none. */
  int indexAfter(long frameNumber) {
    int low = 0;
    int high = size();
    // Most clients have all but the newest.
    if (high > 1 && get(high - 2).frameNumber() <= frameNumber) {
      return get(high - 1).frameNumber() > frameNumber ? high - 1 : high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).frameNumber() > frameNumber) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The frames from an index on, oldest first. */
  List<Frame> from(int index) {
    List<Frame> frames = new ArrayList<>(size() - index);
    for (int i = index; i < size(); i++) {
      frames.add(get(i));
    }
    return frames;
  }

  /** The lossless bytes of the frames from an index on. */
  long losslessBytesFrom(int index) {
    return index >= size() ? 0 : losslessBytes - losslessBytesBefore[place(index)];
  }

  private Frame evict() {
    Frame oldest = get(0);
    places[place(0)] = null;
    bytes -= oldest.bytes();
    size--;
    return oldest;
  }

  private int place(int index) {
    return (int) ((appended - size() + index) % places.length);
  }
}
