package io.wirthforge.bridge.adversary;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do: looks again and again until a deadline. */
final class Patience {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final long LOOK_EVERY_NANOS = 1_000_000;

  private Patience() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain for " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  /** The result of a future. */
  static <T> T done(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the future failed", e);
    }
  }
}
