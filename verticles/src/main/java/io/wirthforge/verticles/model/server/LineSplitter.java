package io.wirthforge.verticles.model.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** What cuts bytes into lines, wherever the reads end; holds one line, up to a bound. */
final class LineSplitter {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int FIRST_SIZE = 512;

  private final int maxBytes;
  private final boolean returnEndsLine;
  private final Consumer<String> lines;
  private byte[] held = new byte[FIRST_SIZE];
  private int size;
  private boolean isAfterReturn;
  private boolean isFirst = true;

  /**
   * A splitter that holds nothing yet.
   *
   * @param returnEndsLine whether a carriage return alone ends a line
   */
  LineSplitter(int maxBytes, boolean returnEndsLine, Consumer<String> lines) {
    this.maxBytes = maxBytes;
    this.returnEndsLine = returnEndsLine;
    this.lines = lines;
  }

  /**
   * Takes a read.
   *
   * @throws RecordTooLongException if a line is longer than the bound
   */
  void feed(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte next = bytes[i];
      boolean isSecondHalf = next == '\n' && isAfterReturn;
      isAfterReturn = returnEndsLine && next == '\r';
      if (isSecondHalf) {
        from = i + 1;
      } else if (next == '\n' || isAfterReturn) {
        hold(bytes, from, i);
        from = i + 1;
        lines.accept(take());
      }
    }
    hold(bytes, from, bytes.length);
  }

  /** What came after the last line's end. */
  String rest() {
    return take();
  }

  private void hold(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > maxBytes - size) {
      throw new RecordTooLongException(maxBytes);
    }
    if (size + length > held.length) {
      held = Arrays.copyOf(held, Math.min(maxBytes, Math.max(size + length, 2 * held.length)));
    }
    System.arraycopy(bytes, from, held, size, length);
    size += length;
  }

  private String take() {
    String line = new String(held, 0, size, StandardCharsets.UTF_8);
    size = 0;
    boolean isMarked = isFirst && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
    isFirst = false;
    return isMarked ? line.substring(1) : line;
  }
}
