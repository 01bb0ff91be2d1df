package io.wirthforge.bridge;

/**
 * What some clients are due from before the ring, as one frame that they share.
 *
 * <p>Compared by identity: two clients that lag alike hold the same object.
 */
final class Backlog {

  private final Frame frame;
  private final long losslessBytes;

  Backlog(Frame frame) {
    this.frame = frame;
    this.losslessBytes = frame.losslessBytes();
  }

  Frame frame() {
    return frame;
  }

  long losslessBytes() {
    return losslessBytes;
  }
}
