package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.InvalidEventException;
import java.util.ArrayList;
import java.util.List;

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
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

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
  }

  /** Starts to listen, on the calling context. */
  void listen(Vertx vertx, Addresses addresses) {
    for (String channel : catalog.channels()) {
      consumers.add(
          vertx.eventBus().consumer(addresses.channel(channel), message -> take(channel, message)));
    }
  }

  void stop() {
    consumers.forEach(MessageConsumer::unregister);
  }

  private void take(String channel, Message<Object> message) {
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
      if (message.replyAddress() != null) {
        message.reply(null);
      }
    } catch (InvalidEventException e) {
      refuse(e.getMessage());
      fail(message, REFUSED, e.getMessage());
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
    throw Refusals.of("", "type", "an event record or a JsonObject");
  }
}
