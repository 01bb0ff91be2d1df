package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import org.jspecify.annotations.Nullable;

/**
 * A reward for something the user reached.
 *
 * @param timestamp in milliseconds since the epoch
 */
public record RewardEvent(long timestamp, Payload payload) implements MeasuredEvent {

  /** {@code reward_event} on {@code reward}: all are kept. */
  public static final EventType<RewardEvent> TYPE =
      new EventType<>(
          "reward_event",
          "reward",
          RewardEvent.class,
          Rank.REWARD,
          new MergePolicy.KeepAll<>(),
          new Retention.Nothing<>(),
          (event, timestampMs, frameNumber) -> new RewardEvent(timestampMs, event.payload),
          event -> Weights.EVENT + event.payload.weight());

  /**
   * @throws InvalidEventException for a negative timestamp or no payload
   */
  public RewardEvent {
    Check.timestamp(timestamp);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<RewardEvent> eventType() {
    return TYPE;
  }

  /**
   * The reward.
   *
   * @param rewardType its kind
   * @param title one line; cut to 100 code points
   * @param points 0 or more
   * @param description cut to 500 code points
   * @param level the level reached, 1 to 5
   * @param energyBonus in energy units, 0 or more
   */
  public record Payload(
      RewardType rewardType,
      String title,
      long points,
      @Nullable String description,
      @Nullable Integer level,
      @Nullable Double energyBonus) {

    /** The longest title, in code points. */
    public static final int MAX_TITLE = 100;

    /** The longest description, in code points. */
    public static final int MAX_DESCRIPTION = 500;

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      Check.present("/payload/rewardType", rewardType);
      title = SafeText.cut(Check.present("/payload/title", title), MAX_TITLE);
      Check.count("/payload/points", points);
      description = description == null ? null : SafeText.cut(description, MAX_DESCRIPTION);
      if (level != null) {
        Check.integer("/payload/level", level, 1, 5);
      }
      energyBonus = Check.optionalNotNegative("/payload/energyBonus", energyBonus);
    }

    private int weight() {
      return Weights.text(title) + Weights.text(description);
    }
  }

  /** The kind of a reward. */
  public enum RewardType implements WireName {
    ACHIEVEMENT,
    MILESTONE,
    FEEDBACK,
    LEVEL_UP
  }
}
