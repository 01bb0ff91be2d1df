package io.wirthforge.verticles.config;

/** A configuration that can't be used; its message is one line that says what to change. */
public final class InvalidConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public InvalidConfigException(String message) {
    super(message, null, false, false);
  }
}
