package io.wirthforge.bridge;

import io.wirthforge.schemas.InvalidEventException;
import io.wirthforge.schemas.Violation;
import java.util.List;

/** Reasons to refuse an event that no schema can give. */
final class Refusals {

  private Refusals() {}

  static InvalidEventException of(String pointer, String rule, String expected) {
    return new InvalidEventException(
        List.of(new Violation(pointer, rule, "something else", expected)));
  }

  static InvalidEventException tooLarge(long maxBytes) {
    return new InvalidEventException(
        List.of(new Violation("", "maxLength", "more", "at most " + maxBytes + " bytes")));
  }
}
