package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.schemas.Event;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Someone who is asked at each tick, and whom the frame waits for a few milliseconds.
 *
 * <p>The function runs on the context that joined, such as a verticle's event loop.
 */
public final class FrameContributor {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  private final EventBus bus;
  private final Addresses addresses;
  private final String name;
  private final Function<FrameTick, List<? extends Event>> events;
  private final MessageConsumer<FrameTick> ticks;
  private final RateLimit failuresTold = new RateLimit(1, System.nanoTime());

  private FrameContributor(
      Vertx vertx,
      Addresses addresses,
      String name,
      Function<FrameTick, List<? extends Event>> events) {
    this.bus = vertx.eventBus();
    this.addresses = addresses;
    this.name = name;
    this.events = events;
    this.ticks = bus.localConsumer(addresses.tick(), message -> answer(message.body()));
  }

  /**
   * Joins, on the calling context, the contributors of an aggregator that runs already.
   *
   * @param name tells contributors apart; in logs and metrics
   * @param events from a tick to the events of its frame, possibly none; must not block
   */
  public static FrameContributor join(
      Vertx vertx,
      Addresses addresses,
      String name,
      Function<FrameTick, List<? extends Event>> events) {
    FrameContributor contributor = new FrameContributor(vertx, addresses, name, events);
    vertx.eventBus().send(addresses.join(), name, LocalOnly.OPTIONS);
    return contributor;
  }

  /** Leaves: frames no longer wait. */
  public void leave() {
    ticks.unregister();
    bus.send(addresses.leave(), name, LocalOnly.OPTIONS);
  }

  private void answer(FrameTick tick) {
    List<Event> answer;
    try {
      answer = List.copyOf(events.apply(tick));
    } catch (RuntimeException e) {
      if (failuresTold.allows(tick.nanos())) {
        LOG.error("contributor {} failed at frame {}", name, tick.frameNumber(), e);
      }
      answer = List.of();
    }
    bus.send(
        addresses.contribution(),
        new Contribution(name, tick.frameNumber(), answer),
        LocalCodec.LOCAL_ONLY);
  }
}
