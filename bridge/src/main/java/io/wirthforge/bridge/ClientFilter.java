package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client wants. Those on the system channel reach every client.
 *
 * @param channels the channels it wants, or null for all
 * @param models the models it wants events about, or null for all; events about no model pass
 */
record ClientFilter(@Nullable Set<String> channels, @Nullable Set<String> models) {

  static final ClientFilter EVERYTHING = new ClientFilter(null, null);

  private static final String SYSTEM = "system";

  boolean passes(Event event) {
    if (SYSTEM.equals(event.channel())) {
      return true;
    }
    if (channels != null && !channels.contains(event.channel())) {
      return false;
    }
    if (models == null) {
      return true;
    }
    Set<String> about = event.modelIds();
    return about.isEmpty() || about.stream().anyMatch(models::contains);
  }
}
