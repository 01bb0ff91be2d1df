package io.wirthforge.schemas;

import org.jspecify.annotations.Nullable;

/** Rough sizes in memory, in bytes, on a 64-bit JVM with compressed references. */
final class Weights {

  /** A record of an event and its payload, without what they refer to. */
  static final int EVENT = 160;

  /** A string, a boxed number or a node of a tree, without its characters. */
  static final int OBJECT = 48;

  /** A reference in a list. */
  static final int REFERENCE = 4;

  private Weights() {}

  /** The weight of a string; nothing where there is none. */
  static int text(@Nullable String text) {
    return text == null ? 0 : OBJECT + 2 * text.length();
  }
}
