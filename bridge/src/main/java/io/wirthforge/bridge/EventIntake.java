package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InvalidEventException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door for events: one consumer per channel address, however many browsers look on.
 *
 * <p>An event record is valid by construction and passes as it is. A JsonObject is checked against
 * its schema. What is refused is counted and told, to clients and, by a failed reply, to a sender
 * that asked for one.
 */
final class EventIntake {

  /** The failure code of a reply to an event that breaks the contract. */
  static final int REFUSED = 400;

  /** The failure code of a reply to an event for which the tick had no room. */
  static final int OVERFLOW = 429;

  private final EventCatalog catalog;
  private final FrameAggregator aggregator;
  private final BridgeMetrics metrics;
  private final Rejections rejections;
  private final JsonEvents json;
  private final EventCodec codec;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();
  private @Nullable ClusterNode node;

  EventIntake(
      EventCatalog catalog,
      FrameAggregator aggregator,
      BridgeMetrics metrics,
      Rejections rejections,
      long maxEventBytes) {
    this.catalog = catalog;
    this.aggregator = aggregator;
    this.metrics = metrics;
    this.rejections = rejections;
    this.json = new JsonEvents(catalog, maxEventBytes);
    this.codec = new EventCodec(catalog);
  }

  /**
   * Starts to listen, on the calling context; done when all nodes know.
   *
   * @param clusterNode null where there is no cluster
   */
  Future<?> listen(Vertx vertx, Addresses addresses, @Nullable ClusterNode clusterNode) {
    node = clusterNode;
    List<Future<Void>> known = new ArrayList<>();
    for (String channel : catalog.channels()) {
      MessageConsumer<Object> consumer = vertx.eventBus().consumer(addresses.channel(channel));
      consumer.handler(message -> take(channel, message));
      consumers.add(consumer);
      known.add(consumer.completion());
    }
    return Future.all(known);
  }

  void stop() {
    consumers.forEach(MessageConsumer::unregister);
  }

  private void take(String channel, Message<Object> message) {
    ClusterNode neighbours = node;
    if (neighbours != null && !neighbours.admits(message, () -> take(channel, message))) {
      return;
    }
    try {
      Event event = eventOf(message.body());
      if (!event.channel().equals(channel)) {
        throw Refusals.of("/channel", "const", event.channel() + " for " + event.type());
      }
      if (aggregator.offer(event) == FrameAggregator.Intake.OVERFLOW) {
        metrics.rejectedEvents("overflow", 1);
        metrics.dropped(false, 1); // Text is never refused.
        fail(message, OVERFLOW, "this frame holds as many events as it may");
        return;
      }
      metrics.acceptedEvent(channel);
      if (neighbours != null && message.isSend()) {
        neighbours.relay(List.of(event)); // It was sent to one node, and concerns all.
      }
      if (message.replyAddress() != null) {
        message.reply(null);
      }
    } catch (InvalidEventException e) {
      refuse(e.getMessage());
      fail(message, REFUSED, e.getMessage());
    }
  }

  /** Takes what another node was told alone. */
  void takeRelayed(WireBatch batch) {
    for (WireEvent wire : batch.events()) {
      try {
        Event event = eventOf(wire);
        if (aggregator.offer(event) == FrameAggregator.Intake.OVERFLOW) {
          metrics.rejectedEvents("overflow", 1);
          metrics.dropped(false, 1);
        } else {
          metrics.acceptedEvent(event.channel());
        }
      } catch (InvalidEventException e) {
        metrics.rejectedEvents("invalid", 1);
        rejections.note(e.getMessage());
      }
    }
  }

  /** Counts and tells what was refused before it came here. */
  void refuse(String reason) {
    metrics.rejectedEvents("invalid", 1);
    rejections.note(reason);
  }

  /** A contribution without those of its events that a publisher would be refused. */
  Contribution admitted(Contribution contribution) {
    List<Event> admitted = new ArrayList<>(contribution.events().size());
    for (Event event : contribution.events()) {
      try {
        admitted.add(eventOf(event));
      } catch (InvalidEventException e) {
        refuse(e.getMessage());
      }
    }
    return new Contribution(contribution.contributor(), contribution.frameNumber(), admitted);
  }

  private static void fail(Message<Object> message, int code, String reason) {
    if (message.replyAddress() != null) {
      message.fail(code, reason);
    }
  }

  private Event eventOf(Object body) {
    if (body instanceof Event event) {
      if (catalog.find(event.type()) != event.eventType()) {
        throw Refusals.of("/type", "enum", "a type that is registered");
      }
      return json.bounded(event);
    }
    if (body instanceof JsonObject object) {
      return json.decode(object);
    }
    if (body instanceof WireEvent wire) {
      return json.bounded(wire.decode(codec));
    }
    throw Refusals.of("", "type", "an event record or a JsonObject");
  }
}
