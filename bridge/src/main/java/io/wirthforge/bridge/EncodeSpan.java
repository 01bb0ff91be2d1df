package io.wirthforge.bridge;

/** The making of one frame's text, measured from its beginning. */
final class EncodeSpan {

  private final BridgeMetrics metrics;
  private final FlightEvents.Encode recorded = new FlightEvents.Encode();
  private final long startNanos = System.nanoTime();

  private EncodeSpan(BridgeMetrics metrics) {
    this.metrics = metrics;
    recorded.begin();
  }

  static EncodeSpan begin(BridgeMetrics metrics) {
    return new EncodeSpan(metrics);
  }

  void end(Frame frame) {
    metrics.encoded(System.nanoTime() - startNanos);
    if (recorded.shouldCommit()) {
      recorded.frameNumber = frame.frameNumber();
      recorded.events = frame.events().size();
      recorded.commit();
    }
  }
}
