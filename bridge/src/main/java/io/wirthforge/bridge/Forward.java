package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.InvalidEventException;
import org.jspecify.annotations.Nullable;

/** One forwarded address: makes events of the bodies that are published there. Any thread. */
final class Forward {

  private final ForwardOptions options;
  private final EventType<CustomEvent> type;
  private final String prefix;
  private final long maxEventBytes;

  Forward(ForwardOptions options, long maxEventBytes) {
    this.options = options;
    this.type = options.eventType();
    this.prefix = options.prefix();
    this.maxEventBytes = maxEventBytes;
  }

  ForwardOptions options() {
    return options;
  }

  boolean matches(String address) {
    return address.startsWith(prefix);
  }

  /**
   * The event of a body, which is read and not kept.
   *
   * @throws InvalidEventException if it is none: too large, not JSON, without a member of the slot
   */
  CustomEvent event(String address, @Nullable Object body) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    JsonTree tree = new JsonTree(maxEventBytes);
    if (body instanceof JsonObject object) {
      tree.copy(object, payload);
    } else {
      tree.copy("value", body, payload);
    }
    if (options.withAddress()) {
      if (payload.has(ForwardOptions.ADDRESS)) {
        throw Refusals.of("/payload/address", "not", "a body without a member of that name");
      }
      payload.put(ForwardOptions.ADDRESS, address);
    }
    return CustomEvent.of(type, payload);
  }
}
