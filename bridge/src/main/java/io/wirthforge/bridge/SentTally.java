package io.wirthforge.bridge;

/**
 * What the clients of one event loop were sent since it was told: counted in plain fields, and told
 * to the meters once a tick, however many clients there are.
 */
final class SentTally {

  private final BridgeMetrics metrics;
  private long frames;
  private long bytes;
  private long coalesced;

  SentTally(BridgeMetrics metrics) {
    this.metrics = metrics;
  }

  /** A client was sent a frame. */
  void sent(Frame frame, int frameBytes) {
    frames++;
    bytes += frameBytes;
    coalesced += frame.coalesced();
  }

  /** A client got so many frames in the last second. */
  void clientRate(double hertz) {
    metrics.clientRate(hertz);
  }

  /** Tells the meters, and begins anew. */
  void tell() {
    if (frames > 0) {
      metrics.framesSent(frames, bytes, coalesced);
      frames = 0;
      bytes = 0;
      coalesced = 0;
    }
  }
}
