package io.wirthforge.bridge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.atomic.AtomicInteger;

/** How many TCP connections a bridge has, whatever became of them, over all its event loops. */
final class OpenSockets implements Shareable {

  private final AtomicInteger count = new AtomicInteger();

  private OpenSockets(String root, MeterRegistry registry) {
    Gauge.builder("wirthforge.sockets.open", count, AtomicInteger::get)
        .description("TCP connections that are open, clients and others")
        .tag("bridge", root)
        .strongReference(true)
        .register(registry);
  }

  /** The count of the bridge with this root on a Vert.x; made, with its meter, when first asked. */
  static OpenSockets of(Vertx vertx, String root, MeterRegistry registry) {
    return vertx
        .sharedData()
        .<String, OpenSockets>getLocalMap("wirthforge.sockets")
        .computeIfAbsent(root, key -> new OpenSockets(key, registry));
  }

  /** Counts one more; returns how many there are now. */
  int opened() {
    return count.incrementAndGet();
  }

  void closed() {
    count.decrementAndGet();
  }
}
