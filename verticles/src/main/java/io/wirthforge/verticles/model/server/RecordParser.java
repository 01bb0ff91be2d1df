package io.wirthforge.verticles.model.server;

/** What finds the records in a body; bytes come as they were read, cut anywhere. */
interface RecordParser {

  /** The longest record, in bytes. */
  int MAX_RECORD_BYTES = 1 << 20;

  /**
   * Takes a read.
   *
   * @throws RecordTooLongException if a record is longer than {@value #MAX_RECORD_BYTES} bytes
   */
  void feed(byte[] bytes);

  /** The body is over: what is held is a record too, whole or not. */
  void finish();
}
