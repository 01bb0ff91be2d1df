package io.wirthforge.verticles;

import io.vertx.core.json.JsonObject;

/** Where the logs go. */
final class Logs {

  private static final String CONFIGURATION = "logback.configurationFile";
  private static final String DIRECTORY = "wirthforge.log.directory";

  private Logs() {}

  /** Tells the logging library; before the first logger is made. */
  static void prepare(ConfArgument conf) {
    setDefault(CONFIGURATION, "conf/logback.xml");
    Object log = conf.json().getValue("log");
    if (log instanceof JsonObject json && json.getValue("directory") instanceof String directory) {
      setDefault(DIRECTORY, directory);
    }
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
