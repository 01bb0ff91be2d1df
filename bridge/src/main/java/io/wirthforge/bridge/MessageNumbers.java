package io.wirthforge.bridge;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what this node publishes, address by address, so that others notice what they miss.
 *
 * <p>A message with headers of its own goes without a number: headers may be shared by many
 * messages. Safe for use by many threads.
 */
final class MessageNumbers {

  /**
   * A message's number.
   *
   * @param source who numbered it, and where
   */
  record Numbered(NumberTracks.Source source, long number) {}

  private static final String SOURCE = "wirthforge-source";
  private static final String NUMBER = "wirthforge-number";

  private final String node;
  private final Set<String> addresses;
  private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
  private final Handler<DeliveryContext<Object>> interceptor = this::number;

  MessageNumbers(String node, Set<String> addresses) {
    this.node = node;
    this.addresses = Set.copyOf(addresses);
    addresses.forEach(address -> sent.put(address, new AtomicLong()));
  }

  void attach(EventBus bus) {
    bus.addOutboundInterceptor(interceptor);
  }

  void detach(EventBus bus) {
    bus.removeOutboundInterceptor(interceptor);
  }

  private void number(DeliveryContext<Object> delivery) {
    Message<Object> message = delivery.message();
    if (!delivery.send() && addresses.contains(message.address()) && message.headers().isEmpty()) {
      String address = message.address();
      message.headers().add(SOURCE, node + " " + address).add(NUMBER, "" + next(address));
    }
    delivery.next();
  }

  /** Options for a message that is numbered by whoever publishes it. */
  DeliveryOptions numbered(String address) {
    return new DeliveryOptions()
        .addHeader(SOURCE, node + " " + address)
        .addHeader(NUMBER, "" + next(address));
  }

  private long next(String address) {
    return sent.computeIfAbsent(address, first -> new AtomicLong()).incrementAndGet();
  }

  Map<String, Long> sent() {
    Map<String, Long> counts = new TreeMap<>();
    sent.forEach((address, count) -> counts.put(address, count.get()));
    return counts;
  }

  /** The number of a message; null if it has none, or has one that was given on another address. */
  static @Nullable Numbered of(Message<?> message) {
    MultiMap headers = message.headers();
    String source = headers.get(SOURCE);
    String number = headers.get(NUMBER);
    if (source == null || number == null || !source.endsWith(" " + message.address())) {
      return null;
    }
    try {
      String from = source.substring(0, source.indexOf(' '));
      NumberTracks.Source on = new NumberTracks.Source(from, message.address());
      return new Numbered(on, Long.parseLong(number));
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }
}
