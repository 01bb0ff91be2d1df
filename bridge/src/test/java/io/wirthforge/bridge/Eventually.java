package io.wirthforge.bridge;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what other threads do: looks again and again until a deadline. */
final class Eventually {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Eventually() {}

  static void until(String what, BooleanSupplier condition) {
    get(what, () -> condition.getAsBoolean() ? true : null);
  }

  /** The first answer that is not null. */
  static <T> T get(String what, Supplier<@Nullable T> source) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T found = source.get();
      if (found != null) {
        return found;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** The result of a future. */
  static <T> T done(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the future failed", e);
    }
  }

  /** The failure of a future that is to fail. */
  static Throwable failure(Future<?> future) {
    until("the end of the future", future::isComplete);
    if (future.succeeded()) {
      throw new AssertionError("succeeded, with " + future.result());
    }
    return future.cause();
  }
}
