package io.wirthforge.verticles.decipher;

/**
 * The state machine of one session, driven by prompt, tokens, ticks and end.
 *
 * <p>IDLE –prompt→ CHARGING –first token→ FLOWING; CHARGING –10 s→ IDLE; FLOWING –no token for a
 * stall, or two slow gaps→ STALLING –token in time→ FLOWING; FLOWING –E ≥ 0.85 for 800 ms→
 * SATURATED –E &lt; 0.7→ FLOWING; any –end→ DRAINED.
 */
final class Flow {

  private static final long CHARGE_LIMIT_NANOS = 10_000_000_000L;
  private static final long SATURATION_NANOS = 800_000_000L;
  private static final double SATURATED_FROM = 0.85;
  private static final double SATURATED_UNTIL = 0.7;
  private static final int SLOW_GAPS = 2;

  private final long stallNanos;
  private FlowState state = FlowState.IDLE;
  private long sinceNanos;
  private long lastTokenNanos;
  private boolean high;
  private long highSinceNanos;
  private int slowGaps;

  Flow(EnergyCurve curve) {
    this.stallNanos = (long) (curve.stallMs() * 1e6);
  }

  FlowState state() {
    return state;
  }

  /** When the last token came, in nanoseconds; when the prompt came, before the first. */
  long lastTokenNanos() {
    return lastTokenNanos;
  }

  void prompted(long nowNanos) {
    if (state == FlowState.IDLE) {
      enter(FlowState.CHARGING, nowNanos);
      lastTokenNanos = nowNanos;
    }
  }

  void token(long nowNanos) {
    boolean first = state == FlowState.CHARGING || state == FlowState.IDLE;
    boolean slow = !first && nowNanos - lastTokenNanos > stallNanos;
    slowGaps = slow ? slowGaps + 1 : 0;
    lastTokenNanos = nowNanos;
    if (first) {
      enter(FlowState.FLOWING, nowNanos);
    } else if (state == FlowState.STALLING && !slow) {
      enter(FlowState.FLOWING, nowNanos);
    } else if (state == FlowState.FLOWING && slowGaps >= SLOW_GAPS) {
      enter(FlowState.STALLING, nowNanos);
    }
  }

  void tick(long nowNanos, double energy) {
    noteEnergy(nowNanos, energy);
    switch (state) {
      case CHARGING -> {
        if (nowNanos - sinceNanos > CHARGE_LIMIT_NANOS) {
          enter(FlowState.IDLE, nowNanos);
        }
      }
      case FLOWING -> {
        if (nowNanos - lastTokenNanos > stallNanos) {
          enter(FlowState.STALLING, nowNanos);
        } else if (high && nowNanos - highSinceNanos >= SATURATION_NANOS) {
          enter(FlowState.SATURATED, nowNanos);
        }
      }
      case SATURATED -> {
        if (energy < SATURATED_UNTIL) {
          enter(FlowState.FLOWING, nowNanos);
        }
      }
      default -> {}
    }
  }

  void ended(long nowNanos) {
    enter(FlowState.DRAINED, nowNanos);
  }

  /** How long the session has been in its state, in nanoseconds. */
  long nanosInState(long nowNanos) {
    return nowNanos - sinceNanos;
  }

  private void noteEnergy(long nowNanos, double energy) {
    if (!high) {
      highSinceNanos = nowNanos;
    }
    high = energy >= SATURATED_FROM;
  }

  private void enter(FlowState next, long nowNanos) {
    state = next;
    sinceNanos = nowNanos;
  }
}
