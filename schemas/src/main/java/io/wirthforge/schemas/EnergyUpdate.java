package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The energy that one model spent in one frame, and its total so far.
 *
 * @param timestamp in milliseconds since the epoch
 * @param frameNumber the tick it belongs to
 */
public record EnergyUpdate(long timestamp, long frameNumber, Payload payload)
    implements MeasuredEvent, FrameNumbered {

  /** {@code energy_update} on {@code energy}: one per model, with deltas and tokens summed. */
  public static final EventType<EnergyUpdate> TYPE =
      new EventType<>(
          "energy_update",
          "energy",
          EnergyUpdate.class,
          Rank.STATE,
          new MergePolicy.Conflate<>(event -> event.payload.modelId, EnergyUpdate::merge),
          new Retention.LastPerSlot<>(EnergyUpdate::baseline),
          (event, timestampMs, frame) -> new EnergyUpdate(timestampMs, frame, event.payload),
          event -> Weights.EVENT + Weights.text(event.payload.modelId));

  /** The longest time a frame may show for its processing, in milliseconds. */
  public static final double MAX_PROCESSING_TIME_MS = 16.67;

  /**
   * @throws InvalidEventException for a negative timestamp or frame number, or no payload
   */
  public EnergyUpdate {
    Check.timestamp(timestamp);
    Check.frameNumber(frameNumber);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<EnergyUpdate> eventType() {
    return TYPE;
  }

  @Override
  public Set<String> modelIds() {
    return Set.of(payload.modelId);
  }

  private static EnergyUpdate merge(EnergyUpdate earlier, EnergyUpdate later) {
    Payload a = earlier.payload;
    Payload b = later.payload;
    return later.with(
        Numbers.sum(a.deltaEnergy, b.deltaEnergy),
        Numbers.sumOfCounts(a.tokensGenerated, b.tokensGenerated),
        Math.max(a.processingTime, b.processingTime));
  }

  private EnergyUpdate baseline() {
    return with(BigDecimal.ZERO, 0, payload.processingTime);
  }

  private EnergyUpdate with(BigDecimal deltaEnergy, long tokens, double processingTimeMs) {
    Payload p = payload;
    return new EnergyUpdate(
        timestamp,
        frameNumber,
        new Payload(
            p.totalEnergy, deltaEnergy, tokens, processingTimeMs, p.modelId, p.energyDistribution));
  }

  /**
   * The figures. Amounts of energy are exact decimals, so that the deltas add up to the total.
   *
   * @param totalEnergy all the model spent so far, in energy units; never falls
   * @param deltaEnergy spent since the previous update, in energy units
   * @param tokensGenerated tokens since the previous update
   * @param processingTime of the frame, in milliseconds, 0 to 16.67
   * @param modelId the model's slug
   * @param energyDistribution what the energy was spent on, where that is measured
   */
  public record Payload(
      BigDecimal totalEnergy,
      BigDecimal deltaEnergy,
      long tokensGenerated,
      double processingTime,
      String modelId,
      @Nullable EnergyDistribution energyDistribution) {

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      totalEnergy = Numbers.notNegative("/payload/totalEnergy", totalEnergy);
      deltaEnergy = Numbers.amount("/payload/deltaEnergy", deltaEnergy);
      Check.count("/payload/tokensGenerated", tokensGenerated);
      processingTime =
          Check.range("/payload/processingTime", processingTime, 0, MAX_PROCESSING_TIME_MS);
      Check.modelId("/payload/modelId", modelId);
    }
  }

  /**
   * What energy was spent on, in energy units, each 0 or more.
   *
   * @param generation on making tokens
   * @param attention on attending to the context
   * @param reasoning on thinking before the answer
   */
  public record EnergyDistribution(
      @Nullable Double generation, @Nullable Double attention, @Nullable Double reasoning) {

    private static final String AT = "/payload/energyDistribution/";

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public EnergyDistribution {
      generation = Check.optionalNotNegative(AT + "generation", generation);
      attention = Check.optionalNotNegative(AT + "attention", attention);
      reasoning = Check.optionalNotNegative(AT + "reasoning", reasoning);
    }
  }
}
