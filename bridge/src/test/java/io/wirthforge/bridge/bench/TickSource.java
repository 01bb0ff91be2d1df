package io.wirthforge.bridge.bench;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.wirthforge.bridge.FrameClock;
import io.wirthforge.bridge.TickSeams;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What can make a loop tick 60 times a second. */
enum TickSource {
  /** This bridge's aggregator, as it is. */
  AGGREGATOR("the aggregator") {
    @Override
    void start(Vertx vertx, TickLog log) throws Exception {
      TickSeams.run(vertx, log::tick);
    }
  },
  /** A timer in nanoseconds, set again after each tick. */
  TIMER("vertx.timer, re-armed") {
    @Override
    void start(Vertx vertx, TickLog log) {
      Context context = loopOf(vertx);
      context.runOnContext(go -> await(vertx, new FrameClock(System.nanoTime()), log));
    }

    private void await(Vertx vertx, FrameClock clock, TickLog log) {
      vertx
          .timer(Math.max(1, clock.nanosUntilNext(System.nanoTime())), TimeUnit.NANOSECONDS)
          .onSuccess(
              due -> {
                poll(clock, log);
                await(vertx, clock, log);
              });
    }
  },
  /** A thread of its own that parks until a tick is due and hands it to the loop. */
  PARKED_THREAD("parkNanos thread") {
    @Override
    void start(Vertx vertx, TickLog log) {
      Context context = loopOf(vertx);
      FrameClock clock = new FrameClock(System.nanoTime());
      FrameClock alarm = new FrameClock(clock.deadlineNanos(0));
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  LockSupport.parkNanos(alarm.nanosUntilNext(System.nanoTime()));
                  if (alarm.poll(System.nanoTime()).isPresent()) {
                    context.runOnContext(go -> poll(clock, log));
                  }
                }
              },
              "ticks");
      thread.setDaemon(true);
      thread.start();
    }
  },
  /** Netty's fixed rate, in nanoseconds. Three ticks are 50 ms, so three schedules never drift. */
  FIXED_RATE("Netty, fixed rate") {
    @Override
    void start(Vertx vertx, TickLog log) {
      EventLoop loop = loopOf(vertx).nettyEventLoop();
      loop.execute(
          () -> {
            FrameClock clock = new FrameClock(System.nanoTime());
            for (int tick = 0; tick < 3; tick++) {
              long wait = Math.max(0, clock.deadlineNanos(tick) - System.nanoTime());
              loop.scheduleAtFixedRate(
                  () -> poll(clock, log), wait, 50_000_000, TimeUnit.NANOSECONDS);
            }
          });
    }
  };

  private final String title;

  TickSource(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Starts to tick on a loop of its own. */
  abstract void start(Vertx vertx, TickLog log) throws Exception;

  /** The thread that asks keeps one context, so each source needs one made for it. */
  private static ContextInternal loopOf(Vertx vertx) {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  private static void poll(FrameClock clock, TickLog log) {
    OptionalLong tick = clock.poll(System.nanoTime());
    if (tick.isPresent()) {
      log.tick(tick.getAsLong(), clock.latenessNanos());
    }
  }
}
