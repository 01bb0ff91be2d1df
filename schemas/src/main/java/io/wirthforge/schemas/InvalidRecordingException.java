package io.wirthforge.schemas;

/**
 * The refusal of a file that is no recording, or no good one. Its message is one line that says
 * what is wrong and what to do, never what an event held.
 */
public final class InvalidRecordingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public InvalidRecordingException(String message) {
    super(message, null, false, false);
  }
}
