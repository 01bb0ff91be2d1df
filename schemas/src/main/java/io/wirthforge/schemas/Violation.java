package io.wirthforge.schemas;

import java.io.Serializable;

/**
 * One rule that a JSON document breaks. It tells the place and the rule, never the value found.
 *
 * @param pointer the place, as a JSON pointer; empty for the whole document. Names that came with
 *     the document are escaped and cut
 * @param rule the keyword of JSON Schema, such as {@code maximum}; beside those, {@code finite} (a
 *     number no double can hold) and {@code depth} (nested too deep)
 * @param valueKind what was found there: string, number, integer, boolean, object, array, null or
 *     missing
 * @param expected what the rule demands, such as {@code 16.67}
 */
public record Violation(String pointer, String rule, String valueKind, String expected)
    implements Serializable {

  /** One line for people: {@code /payload/processingTime: maximum 16.67, found number}. */
  @Override
  public String toString() {
    String place = pointer.isEmpty() ? "document" : pointer;
    return place + ": " + rule + " " + expected + ", found " + valueKind;
  }
}
