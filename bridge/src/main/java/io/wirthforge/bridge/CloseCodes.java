package io.wirthforge.bridge;

import java.util.Set;

/** The close codes that have a meaning here; any other is one label, so that labels stay few. */
final class CloseCodes {

  private static final Set<Integer> KNOWN =
      Set.of(
          1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1013, 4000, 4001, 4002, 4003,
          4008);

  private CloseCodes() {}

  static String label(int code) {
    return KNOWN.contains(code) ? Integer.toString(code) : "other";
  }
}
