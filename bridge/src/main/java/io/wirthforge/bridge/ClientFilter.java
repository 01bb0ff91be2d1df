package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client wants. Those on the system channel reach every client.
 *
 * @param channels the channels it wants, or null for all
 * @param models the models it wants events about, or null for all; events about no model pass
 * @param permittedModels the models it may see, or null for all; events about others don't pass
 */
record ClientFilter(
    @Nullable Set<String> channels,
    @Nullable Set<String> models,
    @Nullable Set<String> permittedModels) {

  static final ClientFilter EVERYTHING = new ClientFilter(null, null);

  private static final String SYSTEM = "system";

  /** What a client wants that may see everything. */
  ClientFilter(@Nullable Set<String> channels, @Nullable Set<String> models) {
    this(channels, models, null);
  }

  boolean passes(Event event) {
    if (SYSTEM.equals(event.channel())) {
      return true;
    }
    if (channels != null && !channels.contains(event.channel())) {
      return false;
    }
    if (models == null && permittedModels == null) {
      return true;
    }
    Set<String> about = event.modelIds();
    if (permittedModels != null && !permittedModels.containsAll(about)) {
      return false;
    }
    return models == null || about.isEmpty() || about.stream().anyMatch(models::contains);
  }
}
