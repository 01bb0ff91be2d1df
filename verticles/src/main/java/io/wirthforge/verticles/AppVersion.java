package io.wirthforge.verticles;

/** The version this application announces. */
final class AppVersion {

  static final String CURRENT = "1.0.0";

  /** What it calls itself in files. */
  static final String PROGRAM = "wirthforge " + CURRENT;

  private AppVersion() {}
}
