package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's announcement that it is ready: what model runs, and how well the machine can show
 * it.
 *
 * @param timestamp in milliseconds since the epoch
 */
public record StartupComplete(long timestamp, Payload payload) implements MeasuredEvent {

  /** {@code startup_complete} on {@code system}: all are kept, newcomers get the last one. */
  public static final EventType<StartupComplete> TYPE =
      new EventType<>(
          "startup_complete",
          "system",
          StartupComplete.class,
          Rank.SYSTEM,
          new MergePolicy.KeepAll<>(),
          new Retention.LastPerSlot<>(event -> event),
          (event, timestampMs, frameNumber) -> new StartupComplete(timestampMs, event.payload),
          event -> Weights.EVENT);

  /**
   * @throws InvalidEventException for a negative timestamp or no payload
   */
  public StartupComplete {
    Check.timestamp(timestamp);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<StartupComplete> eventType() {
    return TYPE;
  }

  /**
   * What is announced.
   *
   * @param model the slug of the model in use
   * @param tier how strong the machine is
   * @param version of the server, {@code major.minor.patch} without qualifier
   * @param frameRate frames per second; always 60
   * @param capabilities what this server can do beyond the core, if it says so
   */
  public record Payload(
      String model,
      Tier tier,
      String version,
      int frameRate,
      @Nullable List<Capability> capabilities) {

    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+");

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      Check.modelId("/payload/model", model);
      Check.present("/payload/tier", tier);
      Check.matching("/payload/version", version, VERSION, "^[0-9]+\\.[0-9]+\\.[0-9]+$");
      if (frameRate != 60) {
        throw Check.refusal("/payload/frameRate", "const", "integer", "60");
      }
      capabilities =
          capabilities == null ? null : Check.list("/payload/capabilities", capabilities);
    }
  }

  /** How strong the machine is. */
  public enum Tier implements WireName {
    LOW("Low-Tier"),
    MID("Mid-Tier"),
    HIGH("High-Tier");

    private final String wireName;

    Tier(String wireName) {
      this.wireName = wireName;
    }

    @Override
    public String wireName() {
      return wireName;
    }
  }

  /** What a server can do beyond the core. */
  public enum Capability implements WireName {
    COUNCIL,
    TURBO,
    VISUALIZATION,
    PLUGINS
  }
}
