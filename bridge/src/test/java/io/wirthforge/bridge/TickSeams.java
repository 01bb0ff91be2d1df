package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.EventCatalog;
import java.util.concurrent.TimeUnit;
import java.util.function.LongBinaryOperator;

/** What the tick's benchmark may see of the aggregator's inside. */
public final class TickSeams {

  private TickSeams() {}

  /**
   * Runs an aggregator by itself and tells each of its ticks.
   *
   * @param ticks gets the number of a tick and how late it was, in nanoseconds
   */
  public static void run(Vertx vertx, LongBinaryOperator ticks) throws Exception {
    FrameBridgeOptions options = new FrameBridgeOptions(new JsonObject().put("root", "tick"));
    FrameAggregatorVerticle verticle =
        new FrameAggregatorVerticle(options, EventCatalog.systemOnly(), new SimpleMeterRegistry());
    vertx
        .deployVerticle(verticle)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    FrameClock clock = verticle.clock();
    vertx
        .eventBus()
        .<FrameTick>localConsumer(
            options.addresses().tick(),
            message -> {
              FrameTick tick = message.body();
              long lateness = tick.nanos() - clock.deadlineNanos(tick.frameNumber());
              ticks.applyAsLong(tick.frameNumber(), lateness);
            });
  }
}
