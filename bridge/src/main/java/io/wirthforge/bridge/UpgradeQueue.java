package io.wirthforge.bridge;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Those who ask an event loop for a WebSocket, let in one after another: many who come at once wait
 * longer, so that those who are there already don't.
 */
final class UpgradeQueue {

  private final Vertx vertx;
  private final Context context;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final AdmissionPace pace = new AdmissionPace(System.nanoTime());
  private boolean busy;

  /** A queue of the calling context, which must be an event loop. */
  UpgradeQueue(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /** Runs an upgrade when it is its turn: at once, if few came lately. */
  void add(Runnable upgrade) {
    waiting.add(upgrade);
    if (!busy) {
      next();
    }
  }

  private void next() {
    Runnable upgrade = waiting.poll();
    busy = upgrade != null;
    if (upgrade == null) {
      return;
    }
    long begun = System.nanoTime();
    // What an upgrade costs shows in when the loop has time again.
    context.runOnContext(
        done -> {
          long now = System.nanoTime();
          long rest = pace.admitted(begun, now);
          if (rest > 0) {
            vertx.timer(rest, TimeUnit.NANOSECONDS).onSuccess(rested -> next());
          } else {
            next();
          }
        });
    upgrade.run();
  }
}
