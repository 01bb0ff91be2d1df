package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An aggregator's side of a cluster: passes on what it alone was told, notices what it misses,
 * takes over the state when it joins and hands it over when others do.
 */
final class ClusterNode {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");
  private static final long BEAT_NANOS = 1_000_000_000L;

  /**
   * Others hear of a new consumer a little after it is known: what they send until then is not
   * lost.
   */
  private static final long SETTLE_MS = 250;

  /** A message that came before the state of the stream was known. */
  private record Held(MessageNumbers.@Nullable Numbered numbered, Runnable again) {}

  private final Vertx vertx;
  private final EventBus bus;
  private final Addresses addresses;
  private final FramePublisher publisher;
  private final Consumer<WireBatch> relayed;
  private final LongSupplier wallMs;
  private final EventCodec codec;
  private final Handover handover;
  private final MessageNumbers numbers;
  private final Neighbours neighbours = new Neighbours();
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private final List<Message<JsonObject>> asking = new ArrayList<>();
  private final List<Event> untold = new ArrayList<>();
  private NumberTracks tracks = new NumberTracks();
  private @Nullable List<Held> held = new ArrayList<>();
  private long nextBeatNanos = System.nanoTime();

  ClusterNode(
      Vertx vertx,
      FrameBridgeOptions options,
      EventCatalog catalog,
      FramePublisher publisher,
      Consumer<WireBatch> relayed,
      LongSupplier wallMs) {
    this.vertx = vertx;
    this.bus = vertx.eventBus();
    this.addresses = options.addresses();
    this.publisher = publisher;
    this.relayed = relayed;
    this.wallMs = wallMs;
    this.codec = new EventCodec(catalog);
    this.handover = new Handover(codec, options.readyEvent());
    Set<String> numbered = new HashSet<>(Set.of(addresses.relay()));
    catalog.channels().forEach(channel -> numbered.add(addresses.channel(channel)));
    this.numbers = new MessageNumbers(publisher.epoch(), numbered);
    numbers.attach(bus);
  }

  /** Joins, once the events' consumers are known to all nodes; done when the state is. */
  Future<?> join() {
    consumers.add(bus.localConsumer(addresses.cluster(), (Message<Object> m) -> m.reply(status())));
    return Future.all(
            listen(addresses.beacon(), (Message<Object> m) -> heard(m.body())),
            listen(addresses.relay(), this::takeRelayed))
        .compose(known -> vertx.timer(SETTLE_MS, TimeUnit.MILLISECONDS))
        .compose(settled -> handover.ask(bus, addresses.handover(), beacon(false)))
        .onSuccess(this::adopt)
        .compose(adopted -> listen(addresses.handover(), this::asked));
  }

  /** Tells the others that it is gone, so that nobody misses it. */
  void leave() {
    numbers.detach(bus);
    consumers.forEach(MessageConsumer::unregister);
    bus.publish(addresses.beacon(), beacon(true));
  }

  /**
   * Whether a message is to be taken now.
   *
   * @param again takes it later, where it is not
   */
  boolean admits(Message<?> message, Runnable again) {
    MessageNumbers.Numbered numbered = MessageNumbers.of(message);
    if (held != null) {
      held.add(new Held(numbered, again));
      return false;
    }
    if (numbered != null) {
      tracks.took(numbered.source(), numbered.number(), System.nanoTime());
    }
    return true;
  }

  /** Passes events on that no other node was told. */
  void relay(List<Event> events) {
    if (events.isEmpty() || !neighbours.isAnyKnown()) {
      return;
    }
    List<WireEvent> wire = new ArrayList<>(events.size());
    events.forEach(event -> wire.add(WireEvent.of(event, codec)));
    var options = numbers.numbered(addresses.relay());
    bus.publish(addresses.relay(), new WireBatch(wire), options);
  }

  /** Says once a second that it lives; what clients are to be told now. */
  List<Event> beat(long nowNanos) {
    if (nowNanos - nextBeatNanos >= 0) {
      nextBeatNanos = nowNanos + BEAT_NANOS;
      bus.publish(addresses.beacon(), beacon(false));
      untold.addAll(neighbours.look(tracks, nowNanos));
    }
    if (untold.isEmpty()) {
      return List.of();
    }
    List<Event> events = List.copyOf(untold);
    untold.clear();
    return events;
  }

  /** Answers those who asked for the state; now that a frame is sealed, it holds all that came. */
  void handOver() {
    if (!asking.isEmpty()) {
      // What it contributed itself did not come to it by message.
      tracks.knowsAll(own(), numbers.sent().getOrDefault(addresses.relay(), 0L));
      JsonObject state = handover.write(publisher.handover(), tracks);
      asking.forEach(message -> message.reply(state));
      asking.clear();
    }
  }

  private NumberTracks.Source own() {
    return new NumberTracks.Source(publisher.epoch(), addresses.relay());
  }

  private void asked(Message<JsonObject> message) {
    heard(message.body());
    asking.add(message);
  }

  private void adopt(Handover.State state) {
    untold.addAll(state.warnings());
    publisher.adopt(state.retained());
    tracks = state.tracks();
    List<Held> came = held == null ? List.of() : held;
    held = null;
    for (Held each : came) {
      if (each.numbered() == null
          || !tracks.knows(each.numbered().source(), each.numbered().number())) {
        each.again().run();
      }
    }
    LOG.info("node {} joined the cluster, {}", publisher.epoch(), state.from());
  }

  private void takeRelayed(Message<WireBatch> message) {
    MessageNumbers.Numbered numbered = MessageNumbers.of(message);
    boolean isOwn = numbered != null && numbered.source().equals(own());
    if (!isOwn && admits(message, () -> takeRelayed(message))) {
      relayed.accept(message.body());
    }
  }

  private void heard(@Nullable Object body) {
    Beacon beacon = Beacon.read(body);
    if (beacon == null || beacon.node().equals(publisher.epoch())) {
      return;
    }
    long now = System.nanoTime();
    untold.addAll(neighbours.heard(beacon, wallMs.getAsLong(), now));
    if (beacon.isLeaving()) {
      tracks.forget(beacon.node());
    } else if (held == null) {
      beacon
          .sent()
          .forEach(
              (address, sent) ->
                  tracks.told(new NumberTracks.Source(beacon.node(), address), sent, now));
    }
  }

  private JsonObject beacon(boolean isLeaving) {
    return new Beacon(
            publisher.epoch(), WireEvent.WIRE_FORM, wallMs.getAsLong(), isLeaving, numbers.sent())
        .toJson();
  }

  private JsonObject status() {
    return new JsonObject()
        .put("node", publisher.epoch())
        .put("wireForm", WireEvent.WIRE_FORM)
        .put("neighbours", new JsonArray(neighbours.heardNow()))
        .put("troubles", new JsonArray(neighbours.troubles(System.nanoTime())));
  }

  private <T> Future<Void> listen(String address, Handler<Message<T>> handler) {
    MessageConsumer<T> consumer = bus.consumer(address);
    consumer.handler(handler);
    consumers.add(consumer);
    return consumer.completion();
  }
}
