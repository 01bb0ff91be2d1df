package io.wirthforge.bridge.conformance;

import io.wirthforge.schemas.conformance.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A server that does one thing wrong.
 *
 * @param what it does
 * @param rule which rule it breaks by that, and no other
 * @param spoilers make it of a real server, one for each connection
 */
record BrokenServer(String what, Rule rule, Supplier<Spoiler> spoilers) {

  static List<BrokenServer> all() {
    List<BrokenServer> all = new ArrayList<>(BrokenEvents.all());
    all.addAll(BrokenFrames.all());
    all.addAll(BrokenManners.all());
    return all;
  }

  @Override
  public String toString() {
    return what;
  }
}
