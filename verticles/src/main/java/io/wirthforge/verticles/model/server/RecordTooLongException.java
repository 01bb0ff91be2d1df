package io.wirthforge.verticles.model.server;

/** A record that is longer than anything a model says at once. */
final class RecordTooLongException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RecordTooLongException(int maxBytes) {
    super("a record is longer than " + maxBytes + " bytes", null, false, false);
  }
}
