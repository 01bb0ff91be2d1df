package io.wirthforge.bridge;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Those who ask an event loop for a WebSocket, let in one after another: many who come at once wait
 * longer, so that those who are there already don't.
 */
final class UpgradeQueue {

  private final Vertx vertx;
  private final Context context;
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final AdmissionPace pace = new AdmissionPace(System.nanoTime());
  private boolean busy;

  private record Entry(BooleanSupplier left, Runnable upgrade) {}

  /** A queue of the calling context, which must be an event loop. */
  UpgradeQueue(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /**
   * Runs an upgrade when it is its turn: at once, if few came lately.
   *
   * @param left asked then, whether nobody waits for it any more
   */
  void add(BooleanSupplier left, Runnable upgrade) {
    waiting.add(new Entry(left, upgrade));
    if (!busy) {
      next();
    }
  }

  private void next() {
    Entry entry = waiting.poll();
    while (entry != null && entry.left().getAsBoolean()) {
      entry = waiting.poll();
    }
    busy = entry != null;
    if (entry == null) {
      return;
    }
    long begun = System.nanoTime();
    try {
      entry.upgrade().run();
    } finally {
      // After what the upgrade left to be done: when the loop has time again.
      context.runOnContext(done -> rest(begun, System.nanoTime()));
    }
  }

  private void rest(long begunNanos, long nowNanos) {
    long rest = pace.admitted(begunNanos, nowNanos);
    if (rest > 0) {
      vertx.timer(rest, TimeUnit.NANOSECONDS).onSuccess(rested -> next());
    } else {
      next();
    }
  }
}
