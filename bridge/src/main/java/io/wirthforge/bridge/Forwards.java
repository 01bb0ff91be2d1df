package io.wirthforge.bridge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that a bridge forwards, as configuration has them. */
final class Forwards {

  private static final String VERTX = "__vertx.";

  private Forwards() {}

  static List<ForwardOptions> of(@Nullable JsonArray json) {
    List<ForwardOptions> entries = new ArrayList<>();
    for (int i = 0; json != null && i < json.size(); i++) {
      try {
        if (!(json.getValue(i) instanceof JsonObject entry)) {
          throw new IllegalArgumentException("must be an object such as {\"address\":\"prices\"}");
        }
        entries.add(new ForwardOptions(entry));
      } catch (IllegalArgumentException e) {
        throw refusal(i, e.getMessage());
      }
    }
    return entries;
  }

  static JsonArray toJson(List<ForwardOptions> entries) {
    JsonArray json = new JsonArray();
    entries.forEach(entry -> json.add(entry.toJson()));
    return json;
  }

  /**
   * Checks that no entry reaches what must not be forwarded, and that each is a type of its own.
   *
   * @param root that of the bridge, which would hear itself
   */
  static void check(List<ForwardOptions> entries, String root) {
    Map<String, Integer> types = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      ForwardOptions entry = entries.get(i);
      if (entry.reachesInto(VERTX)) {
        throw refusal(
            i,
            "address '" + entry.address() + "' holds Vert.x's own " + VERTX + "*: narrow it down");
      }
      if (entry.reachesInto(root + ".")) {
        throw refusal(
            i,
            "address '"
                + entry.address()
                + "' holds this bridge's own "
                + root
                + ".*, which would go round for ever: narrow it down, or choose another root");
      }
      try {
        entry.eventType();
      } catch (IllegalArgumentException e) {
        throw refusal(i, e.getMessage());
      }
      Integer first = types.putIfAbsent(entry.type(), i);
      if (first != null) {
        throw refusal(
            i, "type " + entry.type() + " is that of forward[" + first + "]: name another");
      }
    }
  }

  /**
   * A catalog and the types of the entries; those it holds already it keeps.
   *
   * @throws IllegalArgumentException where the catalog has another type of that name
   */
  static EventCatalog added(EventCatalog catalog, List<ForwardOptions> entries) {
    List<EventType<?>> more = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      EventType<?> type = entries.get(i).eventType();
      EventType<?> known = catalog.find(type.name());
      if (known == null) {
        more.add(type);
      } else if (known != type) {
        throw refusal(i, "type " + type.name() + " is the application's already: name another");
      }
    }
    return catalog.with(more.toArray(EventType<?>[]::new));
  }

  private static IllegalArgumentException refusal(int index, String what) {
    return new IllegalArgumentException("forward[" + index + "]: " + what);
  }
}
