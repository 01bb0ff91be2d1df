package io.wirthforge.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticle that closes a frame 60 times a second.
 *
 * <p>Drives a {@link FrameClock} and a {@link FrameAggregator} from its event loop. At each tick it
 * asks the contributors, seals as soon as all have answered or the window has passed, and publishes
 * the frame by reference. Deployed by name it takes its {@link FrameBridgeOptions} from the
 * deployment's configuration.
 */
public final class FrameAggregatorVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  private final boolean byName;
  private final LongSupplier wallMs;
  private final BridgeMetrics metrics;
  private final Rejections rejections = new Rejections();
  private final LateContributors lateContributors = new LateContributors();
  private FrameBridgeOptions options;
  private EventCatalog catalog;
  private Addresses addresses;
  private FrameAggregator aggregator;
  private EventIntake intake;
  private FramePublisher publisher;
  private @Nullable Forwarder forwarder;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private @Nullable ClusterNode node;
  private FrameClock clock = new FrameClock(0);
  private @Nullable RecordingDesk recordings;
  private @Nullable Timer tickTimer;
  private @Nullable Timer windowTimer;
  private @Nullable RootClaim root;
  private long openedNanos;
  private long skippedReported;
  private long lateReported;

  /** An aggregator of the nine events, with the settings it is deployed with. */
  public FrameAggregatorVerticle() {
    this(
        new FrameBridgeOptions(),
        EventCatalog.wirthforge(),
        Metrics.globalRegistry,
        System::currentTimeMillis,
        true);
  }

  /** An aggregator of the types in a catalog. */
  public FrameAggregatorVerticle(
      FrameBridgeOptions options, EventCatalog catalog, MeterRegistry registry) {
    this(options, catalog, registry, System::currentTimeMillis, false);
  }

  /** The same by a clock of its own. */
  FrameAggregatorVerticle(
      FrameBridgeOptions options,
      EventCatalog catalog,
      MeterRegistry registry,
      LongSupplier wallMs) {
    this(options, catalog, registry, wallMs, false);
  }

  private FrameAggregatorVerticle(
      FrameBridgeOptions options,
      EventCatalog catalog,
      MeterRegistry registry,
      LongSupplier wallMs,
      boolean byName) {
    this.wallMs = wallMs;
    this.byName = byName;
    this.metrics = new BridgeMetrics(registry);
    this.options = options;
    this.catalog = Forwards.added(catalog, options.forward());
    this.addresses = options.addresses();
    this.aggregator = new FrameAggregator(options.maxEventsPerTick());
    this.intake =
        new EventIntake(this.catalog, aggregator, metrics, rejections, options.maxEventBytes());
    this.publisher = new FramePublisher(options.ringSeconds() * FrameClock.FRAME_RATE);
  }

  /** Takes the settings of the deployment. */
  private void configure(FrameBridgeOptions given) {
    options = given;
    catalog = Forwards.added(catalog, given.forward());
    addresses = given.addresses();
    aggregator = new FrameAggregator(given.maxEventsPerTick());
    intake = new EventIntake(catalog, aggregator, metrics, rejections, given.maxEventBytes());
    publisher = new FramePublisher(given.ringSeconds() * FrameClock.FRAME_RATE);
  }

  @Override
  public Future<?> start() {
    if (byName) {
      configure(new FrameBridgeOptions(config()));
    }
    root = RootClaim.of(vertx, options.root());
    if (root == null) {
      return RootClaim.taken(options.root());
    }
    LocalCodec.register(vertx, catalog, new EventCodec(catalog));
    ClusterNode clusterNode =
        vertx.isClustered()
            ? new ClusterNode(vertx, options, catalog, publisher, intake::takeRelayed, wallMs)
            : null;
    node = clusterNode;
    Future<?> listening = intake.listen(vertx, addresses, clusterNode);
    Context own = context;
    forwarder =
        new Forwarder(vertx, options, reason -> own.runOnContext(go -> intake.refuse(reason)));
    listen(addresses.join(), (Message<String> m) -> aggregator.join(m.body()));
    listen(addresses.leave(), (Message<String> m) -> aggregator.leave(m.body()));
    listen(addresses.contribution(), (Message<Contribution> m) -> contributed(m.body()));
    if (clusterNode == null) {
      begin();
      return Future.succeededFuture();
    }
    return listening.compose(known -> clusterNode.join()).onSuccess(joined -> begin());
  }

  private void begin() {
    listen(
        addresses.seed(), (Message<Object> m) -> m.reply(publisher.seed(), LocalCodec.LOCAL_ONLY));
    Recording.meter(metrics.registry());
    recordings = new RecordingDesk(vertx, options, catalog, aggregator, publisher);
    clock = new FrameClock(System.nanoTime());
    awaitTick();
  }

  @Override
  public Future<?> stop() {
    if (root != null) {
      root.release();
    }
    if (forwarder != null) {
      forwarder.stop();
    }
    intake.stop();
    if (node != null) {
      node.leave();
    }
    consumers.forEach(MessageConsumer::unregister);
    cancel(tickTimer);
    cancel(windowTimer);
    return recordings == null ? Future.succeededFuture() : recordings.close();
  }

  /** The schedule of its ticks. */
  FrameClock clock() {
    return clock;
  }

  private <T> void listen(String address, io.vertx.core.Handler<Message<T>> handler) {
    consumers.add(vertx.eventBus().<T>localConsumer(address, handler));
  }

  private void awaitTick() {
    long wait = Math.max(1, clock.nanosUntilNext(System.nanoTime()));
    Timer timer = vertx.timer(wait, TimeUnit.NANOSECONDS);
    tickTimer = timer;
    timer.onSuccess(done -> tick());
  }

  private void tick() {
    long now = System.nanoTime();
    try {
      clock.poll(now).ifPresent(number -> open(number, now));
    } catch (RuntimeException e) {
      LOG.error("a frame failed", e); // One frame, not the clock.
    } finally {
      awaitTick();
    }
  }

  private void open(long number, long now) {
    if (windowTimer != null) {
      seal(); // The frame before waited for contributors until now.
    }
    metrics.tick(clock.latenessNanos(), clock.skippedTicks() - skippedReported);
    skippedReported = clock.skippedTicks();
    openedNanos = now;
    FlightEvents.Tick recorded = new FlightEvents.Tick();
    recorded.begin();
    warnIfAny(rejections.tell(now));
    warnIfAny(lateContributors.tell(options.contributionWindowMs(), now));
    if (node != null) {
      node.beat(now).forEach(aggregator::warn);
    }
    FrameTick tick = new FrameTick(number, wallMs.getAsLong(), now);
    aggregator.open(tick);
    vertx.eventBus().publish(addresses.tick(), tick, LocalCodec.LOCAL_ONLY);
    if (recorded.shouldCommit()) {
      recorded.frameNumber = number;
      recorded.latenessNanos = clock.latenessNanos();
      recorded.commit();
    }
    if (aggregator.readyToSeal()) {
      seal();
    } else {
      awaitContributions();
    }
  }

  private void warnIfAny(@Nullable Event event) {
    if (event != null) {
      aggregator.warn(event);
    }
  }

  private void awaitContributions() {
    Timer timer =
        vertx.timer(Math.max(1, options.contributionWindowMs() * 1_000_000L), TimeUnit.NANOSECONDS);
    windowTimer = timer;
    timer.onSuccess(
        done -> {
          if (windowTimer == timer) {
            seal();
          }
        });
  }

  private void contributed(Contribution contribution) {
    if (!aggregator.isOpen(contribution.frameNumber())) {
      long now = System.nanoTime();
      long took = now - clock.deadlineNanos(contribution.frameNumber());
      lateContributors.note(contribution.contributor(), took, now);
    }
    Contribution admitted = intake.admitted(contribution);
    int refused = aggregator.contribute(admitted);
    metrics.acceptedContribution(admitted.events().size() - refused);
    if (node != null) {
      node.relay(admitted.events());
    }
    if (refused > 0) {
      metrics.rejectedEvents("overflow", refused);
      metrics.dropped(false, refused);
    }
    if (windowTimer != null && aggregator.readyToSeal()) {
      seal();
    }
  }

  private void seal() {
    cancel(windowTimer);
    windowTimer = null;
    FlightEvents.Seal recorded = new FlightEvents.Seal();
    recorded.begin();
    SealedFrame sealed = publisher.take(aggregator.seal(), openedNanos);
    vertx.eventBus().publish(addresses.sealed(), sealed, LocalCodec.LOCAL_ONLY);
    if (node != null) {
      node.handOver();
    }
    if (recorded.shouldCommit()) {
      recorded.frameNumber = sealed.frame().frameNumber();
      recorded.events = sealed.frame().events().size();
      recorded.coalesced = sealed.frame().coalesced();
      recorded.commit();
    }
    metrics.sealed(System.nanoTime() - openedNanos, aggregator.lateContributions() - lateReported);
    lateReported = aggregator.lateContributions();
    if (recordings != null) {
      recordings.betweenFrames();
    }
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
