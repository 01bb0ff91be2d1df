package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyField.Coordinate;
import io.wirthforge.schemas.EnergyField.FieldType;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The energy of one model: E(t), energy units, and what this frame adds to them. */
final class ModelEnergy {

  private static final double UNKNOWN_PROBABILITY = 0.5;
  private static final double MIN_LOGPROB = -100;
  private static final double NEGLIGIBLE = 5e-4;
  private static final double FRAME_NANOS = 1e9 / 60;
  private static final int MAX_COORDINATES = 64;
  private static final double MILLION = 1e6;

  private final EnergyCurve curve;
  private final double lightningTps;
  private final String modelId;
  private final double modelFactor;
  private final TokenPace pace = new TokenPace();
  private final Ledger ledger = new Ledger();
  private final List<Coordinate> coordinates = new ArrayList<>();
  private double energy;
  private double told;
  private @Nullable Double certainty;
  private long lastTokenNanos;
  private boolean anyToken;
  private long frameTokens;
  private long workNanos;
  private long lastFrame = -1;

  ModelEnergy(DecipherOptions options, String modelId, double modelFactor) {
    this.curve = options.curve();
    this.lightningTps = options.lightningTps();
    this.modelId = modelId;
    this.modelFactor = modelFactor;
  }

  String modelId() {
    return modelId;
  }

  double energy() {
    return energy;
  }

  double units() {
    return ledger.units();
  }

  @Nullable Double certainty() {
    return certainty;
  }

  /** Whether tokens came that no update has told. */
  boolean hasUntold() {
    return frameTokens > 0;
  }

  /** Whether there is neither energy nor anything to tell. */
  boolean isAtRest() {
    return frameTokens == 0 && energy == 0 && told == 0;
  }

  /** When the last token came, on the monotonic clock. */
  long lastTokenNanos() {
    return lastTokenNanos;
  }

  /** Notes how long some of the frame's work took. */
  void worked(long nanos) {
    workNanos += nanos;
  }

  /** The pace as seen from outside. */
  double tokensPerSecond(long nowNanos) {
    return pace.glance(nowNanos);
  }

  /**
   * Takes a chunk in.
   *
   * @param arrivalNanos when it came; one that goes backwards counts as the newest
   * @param place where in its frame it came, 0…1
   * @return the energy of its tokens, in energy units
   */
  double take(TokenChunk chunk, long arrivalNanos, double place) {
    long arrival = anyToken ? Math.max(arrivalNanos, lastTokenNanos) : arrivalNanos;
    pace.add(arrival, chunk.tokens());
    double tokensPerSecond = pace.perSecond(arrival);
    certainty = certaintyOf(chunk);
    advance(arrival, chunk.tokens(), tokensPerSecond);
    double unitsPerToken = curve.units(modelFactor, tokensPerSecond);
    ledger.add(unitsPerToken * chunk.tokens());
    frameTokens += chunk.tokens();
    picture(chunk, place, unitsPerToken);
    lastTokenNanos = arrival;
    anyToken = true;
    return unitsPerToken * chunk.tokens();
  }

  /** Ends a frame: the energy of a silent model fades. */
  void closeFrame(long frameNumber, long nowNanos) {
    long frames = lastFrame < 0 ? 1 : frameNumber - lastFrame;
    lastFrame = frameNumber;
    double silentMs = gapMs(nowNanos) - curve.stallMs();
    if (frameTokens == 0 && silentMs > 0) {
      // Of frames that were skipped together, the first may lie before the stall.
      double silentFrames = Math.min(frames, Math.floor(silentMs * MILLION / FRAME_NANOS) + 1);
      energy = curve.decayed(energy, (long) silentFrames);
      if (energy < NEGLIGIBLE) {
        energy = 0;
      }
    }
  }

  /** How long this frame's tokens took to take in, in milliseconds, rounded down. */
  double workMs() {
    return roundedDownMs(workNanos);
  }

  /** Nanoseconds in milliseconds, rounded down to two decimals. */
  static double roundedDownMs(long nanos) {
    return Math.floor(nanos / MILLION * 100) / 100;
  }

  /** The frame's {@code energy_update}; the next frame starts empty. */
  EnergyUpdate update(long frameNumber) {
    var delta = ledger.tellDelta();
    double workMs = Math.min(EnergyUpdate.MAX_PROCESSING_TIME_MS, workMs());
    var update =
        new EnergyUpdate(
            0,
            frameNumber,
            new EnergyUpdate.Payload(ledger.told(), delta, frameTokens, workMs, modelId, null));
    frameTokens = 0;
    workNanos = 0;
    return update;
  }

  /**
   * The frame's {@code energy_field}; null while there is no energy to show.
   *
   * @param detailed whether there is time for its points
   */
  @Nullable EnergyField field(long frameNumber, long nowNanos, boolean detailed) {
    double intensity = Math.rint(energy * MILLION) / MILLION;
    if (coordinates.isEmpty() && intensity == 0 && told == 0) {
      return null;
    }
    told = intensity;
    FieldType type =
        pace.perSecond(nowNanos) > lightningTps ? FieldType.LIGHTNING : FieldType.STREAM;
    List<Coordinate> points = detailed ? coordinates : List.of();
    var field =
        new EnergyField(0, frameNumber, new EnergyField.Payload(type, intensity, points, modelId));
    coordinates.clear();
    return field;
  }

  private void advance(long arrival, int tokens, double tokensPerSecond) {
    // Tokens that arrived as one are taken as evenly spread since the one before.
    double gapMs = gapMs(arrival) / tokens;
    int steps = Math.min(tokens, MAX_COORDINATES);
    for (int i = 0; i < steps; i++) {
      energy =
          certainty == null
              ? curve.next(gapMs, tokensPerSecond, energy)
              : curve.next(gapMs, tokensPerSecond, certainty, energy);
    }
  }

  private double gapMs(long nowNanos) {
    return anyToken ? (nowNanos - lastTokenNanos) / MILLION : Double.MAX_VALUE;
  }

  private void picture(TokenChunk chunk, double place, double unitsPerToken) {
    if (coordinates.size() >= MAX_COORDINATES) {
      return;
    }
    Double logprob = chunk.logprob();
    double y = logprob == null || logprob.isNaN() ? UNKNOWN_PROBABILITY : probability(logprob);
    coordinates.add(new Coordinate(round(place), round(y), round(unitsPerToken * chunk.tokens())));
  }

  private static @Nullable Double certaintyOf(TokenChunk chunk) {
    List<Double> probabilities = new ArrayList<>();
    for (TokenChunk.Candidate candidate : chunk.top()) {
      if (!Double.isNaN(candidate.logprob())) {
        probabilities.add(probability(candidate.logprob()));
      }
    }
    return probabilities.size() < 2 ? null : EnergyCurve.certainty(probabilities);
  }

  private static double probability(double logprob) {
    return Math.exp(Math.max(MIN_LOGPROB, Math.min(0, logprob)));
  }

  private static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
