package io.wirthforge.bridge;

import java.io.IOException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The JDK's own log, which Netty writes to where an application brings no other. */
final class JdkLog {

  private JdkLog() {}

  /**
   * Makes its first words, with a failure among them, and throws them away: it reads the zones of
   * the clock for them, and where no file can be opened any more the thread that wanted to say so
   * would end, the one that accepts connections first. Returns how many were made.
   */
  static int warm() {
    LogRecord words = new LogRecord(Level.WARNING, "none");
    words.setThrown(new IOException("none"));
    int made = 0;
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      made += handler.getFormatter().format(words).isEmpty() ? 0 : 1;
    }
    return made;
  }
}
