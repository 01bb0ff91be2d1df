package io.wirthforge.verticles;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Where the logs go. */
final class Logs {

  private static final String CONFIGURATION = "logback.configurationFile";
  private static final String SILENT = "io/wirthforge/verticles/silent-logback.xml";
  private static final String DIRECTORY = "wirthforge.log.directory";
  private static final String FORMAT = "wirthforge.log.format";

  private Logs() {}

  /** Tells the logging library; before the first logger is made. */
  static void prepare(ConfArgument conf) {
    if (SILENT.equals(System.getProperty(CONFIGURATION))) {
      System.clearProperty(CONFIGURATION); // A tool that serves speaks like the server.
    }
    setDefault(CONFIGURATION, "conf/logback.xml");
    JsonNode directory = conf.json().path("log").path("directory");
    if (directory.isTextual()) {
      setDefault(DIRECTORY, directory.textValue());
    }
    if ("json".equals(conf.json().path("log").path("format").asText())) {
      setDefault(FORMAT, "json");
    }
  }

  /** Tells the logging library to keep still, for tools; before the first logger is made. */
  static void silence() {
    setDefault(CONFIGURATION, SILENT);
  }

  /**
   * Makes the loggers' first words, with a failure among them, and throws them away: a line that is
   * first written when no file can be opened any more would fail for want of its classes, in
   * whoever writes it. Returns how many were made.
   */
  static int warm() {
    int made = 0;
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      for (Logger logger : context.getLoggerList()) {
        var event =
            new LoggingEvent(
                Logs.class.getName(), logger, Level.WARN, "{}", new IOException("none"), null);
        for (var each = logger.iteratorForAppenders(); each.hasNext(); ) {
          if (each.next() instanceof OutputStreamAppender<ILoggingEvent> appender) {
            made += appender.getEncoder().encode(event).length > 0 ? 1 : 0;
          }
        }
      }
    }
    return made;
  }

  // Both are checked with all other keys, later.
  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
