package io.wirthforge.verticles.model.server;

import java.util.List;

/** What a look at an address found. */
sealed interface Sighting {

  /** A server that can write, with its models: one or more. */
  record Found(Dialect dialect, List<String> names) implements Sighting {}

  /** A server that is still loading. */
  record Loading(Dialect dialect) implements Sighting {}

  /**
   * No server to use.
   *
   * @param words why, to follow the address in a sentence
   * @param isCertain whether the very next look would find the same
   */
  record Absent(String words, boolean isCertain) implements Sighting {}
}
