package io.wirthforge.verticles;

/** The version this application announces. */
final class AppVersion {

  static final String CURRENT = "1.0.0";

  private AppVersion() {}
}
