package io.wirthforge.verticles.council;

import io.wirthforge.schemas.ResonanceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether two streams speak in one rhythm.
 *
 * <p>A ratio is chosen where the frequencies fit; from then on the phases alone decide. Told when
 * the phases have kept step for long enough, then once a second at most.
 */
final class Resonance {

  private static final int SECOND_FRAMES = 60;

  private final CouncilOptions options;
  private final List<String> models;
  private final PhaseLock lock;
  private @Nullable Ratio ratio;
  private int heldFrames;
  private long lastFrame;
  private long toldFrame = -SECOND_FRAMES;

  Resonance(CouncilOptions options, List<String> models) {
    this.options = options;
    this.models = models;
    this.lock = new PhaseLock(options.lockWindowFrames());
  }

  /** Forgets the rhythm, as one of the streams is silent. */
  void reset() {
    ratio = null;
    heldFrames = 0;
  }

  /** The frame's event, or null. */
  @Nullable ResonanceEvent tick(long frame, Beat first, Beat second) {
    int frames = (int) Math.min(Interference.MAX_UNSEEN_FRAMES, frame - lastFrame);
    lastFrame = frame;
    if (ratio == null) {
      ratio = Ratio.of(first.frequency(), second.frequency(), options.ratioTolerance());
      if (ratio == null) {
        return null;
      }
    }
    lock.advance(ratio, first, second);
    double strength = lock.isFull() ? lock.strength() : 0;
    boolean isIn = heldFrames >= options.lockEntryFrames();
    if (strength >= (isIn ? options.lockLeave() : options.lockEnter())) {
      heldFrames = heldFrames == 0 ? 1 : Math.min(options.lockEntryFrames(), heldFrames + frames);
    } else {
      heldFrames = 0;
    }
    boolean told = heldFrames >= options.lockEntryFrames() && frame - toldFrame >= SECOND_FRAMES;
    ResonanceEvent event = told ? event(frame, ratio, first, second) : null;
    if (lock.isFull() && strength < options.lockLeave()) {
      ratio = null; // Perhaps another one fits.
    }
    return event;
  }

  private ResonanceEvent event(long frame, Ratio held, Beat first, Beat second) {
    toldFrame = frame;
    return new ResonanceEvent(
        0,
        frame,
        new ResonanceEvent.Payload(
            held.type(),
            Rounding.decimals(Math.min(first.frequency(), second.frequency())),
            Rounding.decimals(lock.strength()),
            models,
            Rounding.decimals(lock.phaseDegrees())));
  }
}
