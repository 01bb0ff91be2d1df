package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.schemas.InvalidEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bridge's ear on addresses of others: what is published there is an event on a channel.
 *
 * <p>An exact address is a consumer like any other, and hears every node. Vert.x knows no consumer
 * of a pattern, so a pattern is matched as messages leave their publisher, on each node that has
 * the bridge.
 */
final class Forwarder {

  private static final DeliveryOptions TO_ALL_NODES = new DeliveryOptions();

  private final EventBus bus;
  private final Addresses addresses;
  private final Consumer<String> refusals;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();
  private @Nullable ForwardTap tap;

  /**
   * Starts to listen, on the calling context.
   *
   * @param refusals told, on any thread, why a message became no event
   */
  Forwarder(Vertx vertx, FrameBridgeOptions options, Consumer<String> refusals) {
    this.bus = vertx.eventBus();
    this.addresses = options.addresses();
    this.refusals = refusals;
    List<Forward> patterns = new ArrayList<>();
    for (ForwardOptions entry : options.forward()) {
      Forward forward = new Forward(entry, options.maxEventBytes());
      if (entry.isPattern()) {
        patterns.add(forward);
      } else {
        consumers.add(bus.consumer(entry.address(), message -> heard(forward, message.body())));
      }
    }
    if (!patterns.isEmpty()) {
      tap = new ForwardTap(patterns, this::published);
      bus.addOutboundInterceptor(tap);
    }
  }

  void stop() {
    consumers.forEach(MessageConsumer::unregister);
    if (tap != null) {
      bus.removeOutboundInterceptor(tap);
    }
  }

  /** Every node hears an exact address for itself. */
  private void heard(Forward forward, @Nullable Object body) {
    forward(forward, forward.options().address(), body, LocalOnly.OPTIONS);
  }

  private void published(Forward forward, String address, @Nullable Object body) {
    forward(forward, address, body, TO_ALL_NODES);
  }

  private void forward(
      Forward forward, String address, @Nullable Object body, DeliveryOptions delivery) {
    ForwardOptions options = forward.options();
    try {
      bus.publish(addresses.channel(options.channel()), forward.event(address, body), delivery);
    } catch (InvalidEventException e) {
      refusals.accept("forward of " + options.address() + ": " + e.getMessage());
    }
  }
}
