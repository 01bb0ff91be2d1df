package io.wirthforge.verticles;

import java.io.PrintStream;

/** The terminal the application was started from, past all logging. */
final class Console {

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  private Console() {}

  static void line(String text) {
    OUT.println(text);
  }

  /** Writes without ending the line. */
  static void write(String text) {
    OUT.print(text);
    OUT.flush();
  }

  static void error(String text) {
    ERR.println(text);
  }

  /** Whether nobody reads any more, as behind {@code | head}. */
  static boolean isGone() {
    return OUT.checkError();
  }
}
