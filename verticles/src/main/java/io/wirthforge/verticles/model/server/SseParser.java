package io.wirthforge.verticles.model.server;

import java.util.function.Consumer;

/**
 * A parser of server-sent events: the data of an event is a record. Comments and all other fields
 * are skipped.
 */
final class SseParser implements RecordParser {

  private static final String DATA = "data";

  private final Consumer<String> records;
  private final LineSplitter lines = new LineSplitter(MAX_RECORD_BYTES, true, this::line);
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;

  SseParser(Consumer<String> records) {
    this.records = records;
  }

  @Override
  public void feed(byte[] bytes) {
    lines.feed(bytes);
  }

  /** An event whose blank line is missing counts: more servers forget it than break off there. */
  @Override
  public void finish() {
    line(lines.rest());
    dispatch();
  }

  private void line(String line) {
    if (line.isEmpty()) {
      dispatch();
      return;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    if (field.equals(DATA)) {
      add(colon < 0 ? "" : line.substring(colon + (line.startsWith(" ", colon + 1) ? 2 : 1)));
    }
  }

  private void add(String value) {
    if (data.length() + value.length() > MAX_RECORD_BYTES) {
      throw new RecordTooLongException(MAX_RECORD_BYTES);
    }
    if (hasData) {
      data.append('\n');
    }
    data.append(value);
    hasData = true;
  }

  private void dispatch() {
    if (hasData) {
      String record = data.toString();
      data.setLength(0);
      hasData = false;
      records.accept(record);
    }
  }
}
