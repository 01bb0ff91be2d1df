package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.JsonNode;

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

  // Both are checked with all other keys, later.
  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
