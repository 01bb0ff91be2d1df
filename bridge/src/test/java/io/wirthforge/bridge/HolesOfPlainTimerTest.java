package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A loop that stands still: plain Vert.x's timer makes up for every tick, the bridge for none. */
class HolesOfPlainTimerTest {

  private static final long BLOCK_NANOS = 500_000_000;
  private static final int DUE = 31; // Of 16 ms each, in 500.
  private static final long PERIOD_NANOS = 16_000_000;

  @Test
  void aTimerOfSixteenMillisecondsFiresInABurstAndTheFrameClockOnce() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      List<Long> fired = new CopyOnWriteArrayList<>();
      List<Long> frames = new CopyOnWriteArrayList<>();
      FrameBridgeOptions options = new FrameBridgeOptions();
      AdversarySeams.tap(
          vertx, options.addresses(), (epoch, frame) -> frames.add(frame.frameNumber()));
      Eventually.done(
          vertx.deployVerticle(
              new FrameAggregatorVerticle(options, TestEvents.CATALOG, new SimpleMeterRegistry())));
      vertx.setPeriodic(16, id -> fired.add(System.nanoTime()));
      Eventually.until("both to run", () -> fired.size() > 3 && frames.size() > 3);
      vertx.runOnContext(go -> block());
      int before = fired.size();
      Eventually.until("what was due", () -> fired.size() > before + 2 * DUE);

      assertThat(shortGaps(fired)).isGreaterThanOrEqualTo(DUE - 5);
      assertThat(longestJump(frames)).isGreaterThanOrEqualTo(DUE - 3);
      assertThat(frames).isSorted().doesNotHaveDuplicates();
    } finally {
      Eventually.done(vertx.close());
    }
  }

  private static void block() {
    long until = System.nanoTime() + BLOCK_NANOS;
    while (System.nanoTime() - until < 0) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** How often a tick came less than half a period after the one before. */
  private static long shortGaps(List<Long> fired) {
    long count = 0;
    for (int i = 1; i < fired.size(); i++) {
      count += fired.get(i) - fired.get(i - 1) < PERIOD_NANOS / 2 ? 1 : 0;
    }
    return count;
  }

  /** How many frames were left out at once, for good. */
  private static long longestJump(List<Long> frames) {
    long jump = 0;
    for (int i = 1; i < frames.size(); i++) {
      jump = Math.max(jump, frames.get(i) - frames.get(i - 1));
    }
    return jump;
  }
}
