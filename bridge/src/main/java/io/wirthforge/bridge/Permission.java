package io.wirthforge.bridge;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one connection may see, as long as it lasts; the {@code system} channel reaches everybody.
 *
 * @param channels the channels, or null for all there are
 * @param models the models, or null for all; an event about several needs all of them
 */
public record Permission(@Nullable Set<String> channels, @Nullable Set<String> models) {

  private static final Permission EVERYTHING = new Permission(null, null);
  private static final String SYSTEM = "system";

  /** Takes copies. */
  public Permission {
    channels = channels == null ? null : Set.copyOf(channels);
    models = models == null ? null : Set.copyOf(models);
  }

  /** All that the bridge has. */
  public static Permission everything() {
    return EVERYTHING;
  }

  /** Nothing: the connection is refused. */
  public static Permission nothing() {
    return new Permission(Set.of(), Set.of());
  }

  /** Some channels. */
  public static Permission toChannels(String... channels) {
    return new Permission(Set.of(channels), null);
  }

  /** The same, but only events about some models, or about none. */
  public Permission aboutModels(String... onlyModels) {
    return new Permission(channels, Set.of(onlyModels));
  }

  boolean isNothing() {
    return channels != null && channels.isEmpty();
  }

  /**
   * Checks that what it names exists.
   *
   * @throws IllegalArgumentException for a channel that doesn't
   */
  void check(Set<String> existing) {
    for (String channel : channels == null ? Set.<String>of() : channels) {
      if (!existing.contains(channel)) {
        throw new IllegalArgumentException(
            "a permission names the channel \""
                + channel
                + "\", which does not exist; there are "
                + new TreeSet<>(existing));
      }
    }
  }

  /** Whether a wish stays within it; a wish for all channels, or all models, always does. */
  boolean covers(@Nullable Set<String> wantedChannels, @Nullable Set<String> wantedModels) {
    return (channels == null
            || wantedChannels == null
            || wantedChannels.stream().allMatch(c -> SYSTEM.equals(c) || channels.contains(c)))
        && (models == null || wantedModels == null || models.containsAll(wantedModels));
  }

  /** What a client gets that wants something, which is never more than this. */
  ClientFilter within(ClientFilter wanted) {
    return new ClientFilter(common(wanted.channels()), wanted.models(), models);
  }

  private @Nullable Set<String> common(@Nullable Set<String> wanted) {
    if (wanted == null || channels == null) {
      return wanted == null ? channels : wanted;
    }
    Set<String> common = new HashSet<>(wanted);
    common.retainAll(channels);
    return common;
  }
}
