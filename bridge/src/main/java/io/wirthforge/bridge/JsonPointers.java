package io.wirthforge.bridge;

import java.util.regex.Pattern;

/** JSON pointers in configuration. */
final class JsonPointers {

  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])+)+");

  private JsonPointers() {}

  /**
   * Checks that a text points to a member.
   *
   * @param name of the setting, for the complaint
   */
  static void check(String name, String pointer) {
    if (!POINTER.matcher(pointer).matches()) {
      throw new IllegalArgumentException(
          name + " must be a JSON pointer into the body such as /symbol, was '" + pointer + "'");
    }
  }
}
