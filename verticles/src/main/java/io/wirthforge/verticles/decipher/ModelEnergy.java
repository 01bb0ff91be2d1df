package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyField.Coordinate;
import io.wirthforge.schemas.EnergyField.FieldType;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The energy of one model: E(t), energy units, and what this frame adds to them. */
final class ModelEnergy {

  private static final double LIGHTNING_TPS = 12;
  private static final double UNKNOWN_PROBABILITY = 0.5;
  private static final double MIN_LOGPROB = -100;
  private static final double NEGLIGIBLE = 5e-4;
  private static final double FRAME_NANOS = 1e9 / 60;
  private static final int MAX_COORDINATES = 64;
  private static final double MILLION = 1e6;

  private final EnergyCurve curve;
  private final String modelId;
  private final double modelFactor;
  private final LongSupplier workClock;
  private final TokenPace pace = new TokenPace();
  private final Ledger ledger = new Ledger();
  private final List<Coordinate> coordinates = new ArrayList<>();
  private double energy;
  private double told;
  private @Nullable Double certainty;
  private long lastTokenNanos;
  private boolean anyToken;
  private long frameTokens;
  private long frameStartNanos;
  private long workNanos;
  private long lastFrame = -1;

  ModelEnergy(EnergyCurve curve, String modelId, double modelFactor, LongSupplier workClock) {
    this.workClock = workClock;
    this.curve = curve;
    this.modelId = modelId;
    this.modelFactor = modelFactor;
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

  double tokensPerSecond(long nowNanos) {
    return pace.perSecond(nowNanos);
  }

  /**
   * Takes a chunk in.
   *
   * @return the energy of its tokens, in energy units
   */
  double take(TokenChunk chunk) {
    long startNanos = workClock.getAsLong();
    long arrival = anyToken ? Math.max(chunk.arrivalNanos(), lastTokenNanos) : chunk.arrivalNanos();
    pace.add(arrival, chunk.tokens());
    double tokensPerSecond = pace.perSecond(arrival);
    certainty = certaintyOf(chunk);
    advance(arrival, chunk.tokens(), tokensPerSecond);
    double unitsPerToken = EnergyCurve.units(modelFactor, tokensPerSecond);
    ledger.add(unitsPerToken * chunk.tokens());
    frameTokens += chunk.tokens();
    place(chunk, arrival, unitsPerToken);
    lastTokenNanos = arrival;
    anyToken = true;
    workNanos += workClock.getAsLong() - startNanos;
    return unitsPerToken * chunk.tokens();
  }

  /** Ends a frame: the energy of a silent model fades. */
  void closeFrame(long frameNumber, long nowNanos) {
    long frames = lastFrame < 0 ? 1 : frameNumber - lastFrame;
    lastFrame = frameNumber;
    if (frameTokens == 0 && gapMs(nowNanos) > curve.stallMs()) {
      energy = curve.decayed(energy, frames);
      if (energy < NEGLIGIBLE) {
        energy = 0;
      }
    }
  }

  /** How long this frame's tokens took to take in, in milliseconds, rounded down. */
  double workMs() {
    return Math.floor(workNanos / MILLION * 100) / 100;
  }

  /** The frame's {@code energy_update}; the next frame starts empty. */
  EnergyUpdate update(long frameNumber, long nowNanos) {
    var delta = ledger.tellDelta();
    double workMs = Math.min(EnergyUpdate.MAX_PROCESSING_TIME_MS, workMs());
    var update =
        new EnergyUpdate(
            0,
            frameNumber,
            new EnergyUpdate.Payload(ledger.told(), delta, frameTokens, workMs, modelId, null));
    frameTokens = 0;
    workNanos = 0;
    frameStartNanos = nowNanos;
    return update;
  }

  /** The frame's {@code energy_field}; null while there is no energy to show. */
  @Nullable EnergyField field(long frameNumber, long nowNanos) {
    double intensity = Math.rint(energy * MILLION) / MILLION;
    if (coordinates.isEmpty() && intensity == 0 && told == 0) {
      return null;
    }
    told = intensity;
    FieldType type =
        tokensPerSecond(nowNanos) > LIGHTNING_TPS ? FieldType.LIGHTNING : FieldType.STREAM;
    var field =
        new EnergyField(
            0, frameNumber, new EnergyField.Payload(type, intensity, coordinates, modelId));
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

  private void place(TokenChunk chunk, long arrival, double unitsPerToken) {
    if (coordinates.size() >= MAX_COORDINATES) {
      return;
    }
    double x =
        frameStartNanos == 0
            ? 0
            : Math.max(0, Math.min(1, (arrival - frameStartNanos) / FRAME_NANOS));
    Double logprob = chunk.logprob();
    double y = logprob == null || logprob.isNaN() ? UNKNOWN_PROBABILITY : probability(logprob);
    coordinates.add(new Coordinate(round(x), round(y), round(unitsPerToken * chunk.tokens())));
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
