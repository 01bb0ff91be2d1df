package io.wirthforge.verticles.council;

import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.InterferenceEvent.PatternType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the energies of two streams rise and fall together, against one another, or neither.
 *
 * <p>A change of the pattern is told, and what holds is told again from time to time, that there is
 * none as well. A pattern that may be about to begin is called nothing.
 */
final class Interference {

  /** So many frames a look stands for, where others were left out. */
  static final int MAX_UNSEEN_FRAMES = 3;

  private final CouncilOptions options;
  private final List<String> models;
  private PatternType pattern = PatternType.NEUTRAL;
  private PatternType candidate = PatternType.NEUTRAL;
  private int heldFrames;
  private long lastFrame;
  private long toldFrame;

  Interference(CouncilOptions options, List<String> models) {
    this.options = options;
    this.models = models;
    this.toldFrame = -options.repeatFrames();
  }

  /** Ends the pattern, as one of the streams is silent; the frame's event, or null. */
  @Nullable InterferenceEvent reset(long frame) {
    lastFrame = frame;
    candidate = PatternType.NEUTRAL;
    if (pattern == PatternType.NEUTRAL) {
      return null;
    }
    pattern = PatternType.NEUTRAL;
    return tell(frame, 0);
  }

  /** The frame's event, or null. */
  @Nullable InterferenceEvent tick(long frame, double correlation) {
    note(correlation, (int) Math.min(MAX_UNSEEN_FRAMES, frame - lastFrame));
    lastFrame = frame;
    PatternType next = following(correlation);
    if (next != pattern) {
      pattern = next;
      return tell(frame, correlation);
    }
    boolean isUndecided = pattern == PatternType.NEUTRAL && candidate != PatternType.NEUTRAL;
    return !isUndecided && frame - toldFrame >= options.repeatFrames()
        ? tell(frame, correlation)
        : null;
  }

  private PatternType following(double correlation) {
    if (pattern != PatternType.NEUTRAL) {
      boolean holds = towards(pattern, correlation) >= options.correlationLeave();
      return holds ? pattern : PatternType.NEUTRAL;
    }
    return heldFrames >= options.entryFrames() ? candidate : PatternType.NEUTRAL;
  }

  private void note(double correlation, int frames) {
    PatternType now = classOf(correlation);
    heldFrames = now == candidate ? Math.min(options.entryFrames(), heldFrames + frames) : 1;
    candidate = now;
  }

  private PatternType classOf(double correlation) {
    if (correlation >= options.correlationEnter()) {
      return PatternType.CONSTRUCTIVE;
    }
    return correlation <= -options.correlationEnter()
        ? PatternType.DESTRUCTIVE
        : PatternType.NEUTRAL;
  }

  private static double towards(PatternType pattern, double correlation) {
    return pattern == PatternType.CONSTRUCTIVE ? correlation : -correlation;
  }

  private InterferenceEvent tell(long frame, double correlation) {
    toldFrame = frame;
    return new InterferenceEvent(
        0,
        frame,
        new InterferenceEvent.Payload(
            pattern,
            models,
            Rounding.decimals(Math.abs(correlation)),
            Rounding.decimals((correlation + 1) / 2)));
  }
}
