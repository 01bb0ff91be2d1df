package io.wirthforge.verticles.decipher;

/** Where a session stands between its prompt and its end. */
public enum FlowState {
  /** Nothing is asked of the model. */
  IDLE,
  /** The prompt is with the model; no token came yet. */
  CHARGING,
  /** Tokens come. */
  FLOWING,
  /** Tokens come too slowly, or not at all. */
  STALLING,
  /** Tokens come at full energy. */
  SATURATED,
  /** The text is complete. */
  DRAINED
}
