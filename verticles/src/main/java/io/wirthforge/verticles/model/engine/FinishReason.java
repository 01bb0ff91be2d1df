package io.wirthforge.verticles.model.engine;

/** Why a generation came to its end. */
public enum FinishReason {
  /** It has as many tokens as it may have. */
  LENGTH,
  /** A stop string came, or the model ended the text itself. */
  STOP
}
