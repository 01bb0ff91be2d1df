package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.Set;

/** Something done to a server that shows whether it keeps some of the rules. */
interface Scenario {

  /** The rules it shows; it is played only where one of them is asked for. */
  Set<Rule> rules();

  /**
   * Plays it.
   *
   * @throws IOException where the server lets it in no longer
   */
  void play(Stage stage) throws IOException;
}
