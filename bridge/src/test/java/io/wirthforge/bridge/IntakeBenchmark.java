package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Events from a publisher over the event bus into frames, all on one event loop: published, taken
 * and folded there, a frame sealed for each batch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IntakeBenchmark {

  /** How many events a frame gets. */
  static final int BATCH = 5_000;

  /** Which event. */
  @Param({"energy_update", "token_stream", "price"})
  public String kind = "";

  private final Semaphore taken = new Semaphore(0);
  private final FrameAggregator aggregator = new FrameAggregator(10_000);
  private final Addresses addresses = new Addresses("micro");
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final EventBus bus = vertx.eventBus();
  private List<Event> events = List.of();
  private List<JsonObject> jsons = List.of();
  private String address = "";
  private long number;
  private long counted;
  private volatile boolean lost;

  /** Opens the door. */
  @Setup
  public void open() throws InterruptedException {
    events = MicroEvents.mix(kind, BATCH);
    jsons = events.stream().map(MicroEvents::json).toList();
    address = addresses.channel(events.get(0).channel());
    LocalCodec.register(vertx, MicroEvents.CATALOG, new EventCodec(MicroEvents.CATALOG));
    EventIntake intake =
        new EventIntake(
            MicroEvents.CATALOG,
            aggregator,
            new BridgeMetrics(new SimpleMeterRegistry()),
            new Rejections(),
            1 << 20);
    context.runOnContext(
        go -> {
          intake.listen(vertx, addresses, null);
          bus.localConsumer("plain", message -> counted++);
          taken.release();
        });
    taken.acquire();
  }

  /** Closes it. */
  @TearDown
  public void close() throws InterruptedException {
    vertx.close().onComplete(done -> taken.release());
    taken.acquire();
    if (lost) {
      throw new IllegalStateException("events got lost");
    }
  }

  /** Records, by reference. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void intakeByReference() throws InterruptedException {
    run(() -> events.forEach(event -> bus.publish(address, event, LocalDelivery.BY_REFERENCE)));
  }

  /** JsonObjects, each checked against its schema. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void intakeAsJsonObject() throws InterruptedException {
    run(() -> jsons.forEach(json -> bus.publish(address, json)));
  }

  /** The bus without the door, by reference. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void busAlone() throws InterruptedException {
    context.runOnContext(
        go -> {
          events.forEach(event -> bus.publish("plain", event, LocalDelivery.BY_REFERENCE));
          context.runOnContext(done -> taken.release());
        });
    taken.acquire();
  }

  private void run(Runnable publish) throws InterruptedException {
    context.runOnContext(
        go -> {
          publish.run();
          context.runOnContext(done -> seal());
        });
    taken.acquire();
  }

  private void seal() {
    aggregator.open(TestEvents.tick(number++));
    Frame frame = aggregator.seal();
    lost |= frame.coalesced() + frame.events().size() != BATCH;
    taken.release();
  }
}
