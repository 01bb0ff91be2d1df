package io.wirthforge.bridge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.atomic.AtomicInteger;

/** How many clients a bridge has, over all its event loops. */
final class ConnectionCount implements Shareable {

  private final AtomicInteger count = new AtomicInteger();

  private ConnectionCount(String root, MeterRegistry registry) {
    Gauge.builder("wirthforge.connections.active", count, AtomicInteger::get)
        .description("Clients that are connected")
        .tag("bridge", root)
        .strongReference(true)
        .register(registry);
  }

  /** The count of the bridge with this root on a Vert.x; made, with its meter, when first asked. */
  static ConnectionCount of(Vertx vertx, String root, MeterRegistry registry) {
    return vertx
        .sharedData()
        .<String, ConnectionCount>getLocalMap("wirthforge.connections")
        .computeIfAbsent(root, key -> new ConnectionCount(key, registry));
  }

  /** Counts one more; returns how many there are now. */
  int connected() {
    return count.incrementAndGet();
  }

  void disconnected() {
    count.decrementAndGet();
  }

  int now() {
    return count.get();
  }
}
