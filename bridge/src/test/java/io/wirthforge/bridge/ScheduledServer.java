package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * The server without threads, sockets and time: all that decides is the real one, and a schedule
 * decides what happens to it. Remembers what was told, event by event.
 */
final class ScheduledServer {

  static final int MAX_EVENTS_PER_TICK = 40;
  static final long SILENCE_LIMIT_NANOS = 2_000_000_000L;

  private static final int MAX_EVENT_BYTES = 2048;
  private static final String[] CONTRIBUTORS = {"prompt", "late"};

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final BridgeMetrics metrics = new BridgeMetrics(registry);
  final LinkOptions linkOptions;
  final List<ScheduledClient> clients = new ArrayList<>();
  private final EventCodec codec = new EventCodec(TestEvents.CATALOG);
  private final Random random;
  private final int ringFrames;
  private Tally told = new Tally();
  private List<TellAt> rewards = new ArrayList<>();
  private FrameAggregator aggregator;
  private EventIntake intake;
  private FramePublisher publisher;
  private FrameClock clock;
  private LoopStream stream;
  private long nowNanos = 1;
  private long wallMs = 1_790_000_000_000L;
  private long published;
  private long refused;
  private long framed;
  private long newest = -1;
  private final Map<String, Long> ended = new HashMap<>();

  /** A reward, and the frame it was told in. */
  private record TellAt(String title, long frame) {}

  ScheduledServer(Random random) {
    this.random = random;
    this.ringFrames = 10 + random.nextInt(60);
    this.linkOptions =
        new LinkOptions(1 + random.nextInt(15), 4 << 20, 1_000_000_000L, SILENCE_LIMIT_NANOS, 8192);
    restart();
  }

  /** A new run, of which nobody knows; whoever was connected is told so. */
  void restart() {
    clients.forEach(client -> client.closedBy(CloseReason.SHUTDOWN));
    told = new Tally();
    rewards = new ArrayList<>();
    newest = -1;
    ended.clear();
    published = 0;
    refused = 0;
    framed = 0;
    aggregator = new FrameAggregator(MAX_EVENTS_PER_TICK);
    intake =
        new EventIntake(TestEvents.CATALOG, aggregator, metrics, new Rejections(), MAX_EVENT_BYTES);
    publisher = new FramePublisher(ringFrames);
    clock = new FrameClock(nowNanos);
    for (String each : CONTRIBUTORS) {
      aggregator.join(each);
    }
    stream = new LoopStream(publisher.seed(), ringFrames, codec, metrics);
    tick();
  }

  LoopStream stream() {
    return stream;
  }

  long nowNanos() {
    return nowNanos;
  }

  long wallMs() {
    return wallMs;
  }

  long newest() {
    return newest;
  }

  Tally told() {
    return told;
  }

  /** The texts that had ended before a frame. */
  Set<String> endedBefore(long frame) {
    Set<String> sessions = new HashSet<>(ended.keySet());
    sessions.removeIf(session -> ended.get(session) >= frame);
    return sessions;
  }

  /** The rewards that were told after a frame. */
  List<String> rewardsAfter(long frame) {
    return rewards.stream().filter(each -> each.frame > frame).map(TellAt::title).toList();
  }

  /** The clock on the wall is set; nothing else changes. */
  void setWall(long byMs) {
    wallMs += byMs;
  }

  /** Offers an event as one who publishes does; what is refused was not told. */
  void publish(Event event) {
    published++;
    if (intake.admitted(new Contribution("x", -1, List.of(event))).events().isEmpty()) {
      refused++;
    } else if (aggregator.offer(event) == FrameAggregator.Intake.OVERFLOW) {
      refused++;
    } else {
      tell(event);
    }
  }

  private void tell(Event event) {
    told.apply(TestEvents.json(codec.encode(event)));
    if (event instanceof io.wirthforge.schemas.RewardEvent reward) {
      rewards.add(new TellAt(reward.payload().title(), Long.MAX_VALUE));
    }
  }

  /** Nothing runs for so long; at its end exactly one frame comes, whatever was missed. */
  void standStill(long nanos) {
    nowNanos += nanos;
    wallMs += nanos / 1_000_000;
    long skippedBefore = clock.skippedTicks();
    long before = newest;
    tick();
    long missed = newest - before - 1;
    if (missed != clock.skippedTicks() - skippedBefore || clock.poll(nowNanos).isPresent()) {
      throw new AssertionError("a burst after standing still for " + nanos + " ns");
    }
  }

  /** The time of the next tick comes, and its frame goes to all clients. */
  void nextTick() {
    nowNanos += clock.nanosUntilNext(nowNanos);
    tick();
  }

  private void tick() {
    OptionalLong number = clock.poll(nowNanos);
    if (number.isEmpty()) {
      return;
    }
    newest = number.getAsLong();
    FrameTick tick = new FrameTick(newest, wallMs, nowNanos);
    aggregator.open(tick);
    aggregator.contribute(new Contribution("prompt", newest, List.of()));
    // The other one answers in time, a frame late, or not at all.
    aggregator.contribute(new Contribution("late", newest - random.nextInt(2), List.of()));
    Frame frame = publisher.take(aggregator.seal(), nowNanos).frame();
    framed += frame.coalesced();
    framed += frame.events().stream().filter(each -> !each.type().equals("error_event")).count();
    rewards.replaceAll(
        each -> each.frame == Long.MAX_VALUE ? new TellAt(each.title, newest) : each);
    if (framed + refused != published) {
      throw new AssertionError(published + " published, " + framed + " framed, " + refused);
    }
    told.ended().forEach(session -> ended.putIfAbsent(session, newest));
    stream.take(frame);
    clients.forEach(client -> client.tick(nowNanos));
  }
}
