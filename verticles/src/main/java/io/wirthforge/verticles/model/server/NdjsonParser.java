package io.wirthforge.verticles.model.server;

import java.util.function.Consumer;

/** A parser of bodies in which each line that is not blank is a record. */
final class NdjsonParser implements RecordParser {

  private final Consumer<String> records;
  private final LineSplitter lines = new LineSplitter(MAX_RECORD_BYTES, false, this::line);

  NdjsonParser(Consumer<String> records) {
    this.records = records;
  }

  @Override
  public void feed(byte[] bytes) {
    lines.feed(bytes);
  }

  @Override
  public void finish() {
    line(lines.rest());
  }

  private void line(String line) {
    if (!line.isBlank()) {
      records.accept(line);
    }
  }
}
