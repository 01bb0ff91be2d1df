package io.wirthforge.bridge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest frames, oldest first, in a fixed number of places. */
final class FrameRing {

  private final @Nullable Frame[] places;
  // For each place, the lossless bytes of all frames that ever stood before the one in it.
  private final long[] losslessBytesBefore;
  private long appended;
  private long losslessBytes;

  FrameRing(int capacity) {
    places = new Frame[capacity];
    losslessBytesBefore = new long[capacity];
  }

  /**
   * Appends a frame.
   *
   * @return the frame whose place it took, or null
   */
  @Nullable Frame append(Frame frame) {
    int place = (int) (appended++ % places.length);
    Frame evicted = places[place];
    places[place] = frame;
    losslessBytesBefore[place] = losslessBytes;
    losslessBytes += frame.losslessBytes();
    return evicted;
  }

  int size() {
    return (int) Math.min(appended, places.length);
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
    return appended == 0 ? null : get(size() - 1);
  }

  /** The index of the first frame after a frame number; {@link #size} if there is none. */
  int indexAfter(long frameNumber) {
    int low = 0;
    int high = size();
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

  private int place(int index) {
    return (int) ((appended - size() + index) % places.length);
  }
}
