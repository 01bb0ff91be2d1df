package io.wirthforge.bridge;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every message that is published, on its publisher's thread, for those that match a
 * pattern. It stands in everybody's way: whatever happens here, the message goes on.
 */
final class ForwardTap implements Handler<DeliveryContext<Object>> {

  /** Takes what matched; the body is the publisher's own, to be read at once and not kept. */
  @FunctionalInterface
  interface Sink {
    void take(Forward forward, String address, @Nullable Object body);
  }

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");
  private static final Forward[] NONE = {};
  private static final int LETTERS = 128;

  private final Forward[][] byFirstLetter = new Forward[LETTERS][];
  private final Forward[] others;
  private final Sink sink;
  private final RateLimit failuresTold = new RateLimit(1, System.nanoTime());

  ForwardTap(List<Forward> patterns, Sink sink) {
    this.sink = sink;
    for (char letter = 0; letter < LETTERS; letter++) {
      byFirstLetter[letter] = beginningWith(letter, patterns);
    }
    this.others =
        patterns.stream()
            .filter(each -> each.options().prefix().charAt(0) >= LETTERS)
            .toArray(Forward[]::new);
  }

  private static Forward[] beginningWith(char letter, List<Forward> patterns) {
    List<Forward> beginning = new ArrayList<>();
    for (Forward each : patterns) {
      if (each.options().prefix().charAt(0) == letter) {
        beginning.add(each);
      }
    }
    return beginning.isEmpty() ? NONE : beginning.toArray(Forward[]::new);
  }

  @Override
  public void handle(DeliveryContext<Object> message) {
    try {
      if (!message.send()) {
        look(message);
      }
    } catch (RuntimeException e) {
      tell(e);
    } finally {
      message.next();
    }
  }

  private void look(DeliveryContext<Object> message) {
    String address = message.message().address();
    for (Forward forward : candidates(address)) {
      if (forward.matches(address)) {
        sink.take(forward, address, message.body());
      }
    }
  }

  private Forward[] candidates(String address) {
    if (address.isEmpty()) {
      return NONE;
    }
    char letter = address.charAt(0);
    return letter < LETTERS ? byFirstLetter[letter] : others;
  }

  private synchronized void tell(RuntimeException e) {
    if (failuresTold.allows(System.nanoTime())) {
      LOG.error("a message was not forwarded", e);
    }
  }
}
