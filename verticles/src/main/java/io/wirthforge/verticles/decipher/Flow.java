package io.wirthforge.verticles.decipher;

import java.util.function.Consumer;

/**
 * The state machine of one session, driven by prompt, tokens, ticks and end.
 *
 * <p>IDLE –prompt→ CHARGING –first token→ FLOWING; CHARGING –10 s→ IDLE; FLOWING –no token for a
 * stall, or two slow gaps→ STALLING –token in time→ FLOWING; FLOWING –E ≥ 0.85 for 800 ms→
 * SATURATED –E &lt; 0.7→ FLOWING; any –end→ DRAINED. A first token in IDLE brings the prompt back,
 * so that it leads through CHARGING.
 */
final class Flow {

  private static final int SLOW_GAPS = 2;
  private static final double MILLION = 1e6;

  private final long stallNanos;
  private final long chargeNanos;
  private final long saturationNanos;
  private final FlowLimits limits;
  private final Consumer<FlowState> entered;
  private FlowState state = FlowState.IDLE;
  private long sinceNanos;
  private long lastTokenNanos;
  private boolean high;
  private long highSinceNanos;
  private int slowGaps;

  Flow(EnergyCurve curve, FlowLimits limits) {
    this(curve, limits, state -> {});
  }

  /**
   * A machine in IDLE.
   *
   * @param entered is told every state that is entered, in order
   */
  Flow(EnergyCurve curve, FlowLimits limits, Consumer<FlowState> entered) {
    this.entered = entered;
    this.stallNanos = (long) (curve.stallMs() * MILLION);
    this.chargeNanos = (long) (limits.chargeMs() * MILLION);
    this.saturationNanos = (long) (limits.saturationMs() * MILLION);
    this.limits = limits;
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
    prompted(nowNanos); // If its prompt was given up too soon.
    boolean first = state == FlowState.CHARGING;
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
        if (nowNanos - sinceNanos > chargeNanos) {
          enter(FlowState.IDLE, nowNanos);
        }
      }
      case FLOWING -> {
        if (nowNanos - lastTokenNanos > stallNanos) {
          enter(FlowState.STALLING, nowNanos);
        } else if (high && nowNanos - highSinceNanos >= saturationNanos) {
          enter(FlowState.SATURATED, nowNanos);
        }
      }
      case SATURATED -> {
        if (energy < limits.saturatedUntil()) {
          enter(FlowState.FLOWING, nowNanos);
        }
      }
      default -> {}
    }
  }

  void ended(long nowNanos) {
    if (state != FlowState.DRAINED) {
      enter(FlowState.DRAINED, nowNanos);
    }
  }

  /** How long the session has been in its state, in nanoseconds. */
  long nanosInState(long nowNanos) {
    return nowNanos - sinceNanos;
  }

  private void noteEnergy(long nowNanos, double energy) {
    if (!high) {
      highSinceNanos = nowNanos;
    }
    high = energy >= limits.saturatedFrom();
  }

  private void enter(FlowState next, long nowNanos) {
    state = next;
    sinceNanos = nowNanos;
    entered.accept(next);
  }
}
