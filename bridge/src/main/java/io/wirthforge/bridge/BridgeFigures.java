package io.wirthforge.bridge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.atomic.AtomicLong;

/** What the event loops of a bridge measure together: bytes that wait, and the rate of frames. */
final class BridgeFigures implements Shareable {

  private final AtomicLong pendingBytes = new AtomicLong();
  private volatile double frameRateHz;

  private BridgeFigures(String root, MeterRegistry registry) {
    Gauge.builder("wirthforge.pending.bytes", pendingBytes, AtomicLong::get)
        .description("Text and lossless events that wait for clients")
        .tag("bridge", root)
        .strongReference(true)
        .register(registry);
    Gauge.builder("wirthforge.frame.rate", this, figures -> figures.frameRateHz)
        .description("Frames per second over the last second of frames")
        .baseUnit("hertz")
        .tag("bridge", root)
        .strongReference(true)
        .register(registry);
  }

  /** Those of the bridge with this root on a Vert.x; made, with their meters, when first asked. */
  static BridgeFigures of(Vertx vertx, String root, MeterRegistry registry) {
    return vertx
        .sharedData()
        .<String, BridgeFigures>getLocalMap("wirthforge.figures")
        .computeIfAbsent(root, key -> new BridgeFigures(key, registry));
  }

  /** More bytes wait on a loop than before, or fewer. */
  void pendingChanged(long bytes) {
    if (bytes != 0) {
      pendingBytes.addAndGet(bytes);
    }
  }

  void frameRate(double hertz) {
    frameRateHz = hertz;
  }
}
