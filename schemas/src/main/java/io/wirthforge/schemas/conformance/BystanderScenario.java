package io.wirthforge.schemas.conformance;

import java.util.Set;

/** Looks, when all mischief is done, whether the two clients of the stage noticed any of it. */
final class BystanderScenario implements Scenario {

  private static final int TICKS = 30;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.OTHERS_UNAFFECTED);
  }

  @Override
  public void play(Stage stage) {
    stage.findings().add(Rule.OTHERS_UNAFFECTED, judge(stage.events(), WireProtocol.EVENTS));
    Watcher frames = stage.frames();
    if (frames != null && stage.framesMoved()) {
      stage.findings().add(Rule.OTHERS_UNAFFECTED, judge(frames, WireProtocol.FRAMES));
    }
  }

  private static Finding judge(Watcher bystander, WireProtocol mode) {
    if (bystander.newest() < 0) {
      return Finding.skipped("there was no stream to disturb");
    }
    if (bystander.isOver()) {
      return Finding.fail("%s: the connection ended, code %d", mode.label(), bystander.closeCode());
    }
    return bystander.awaitTicks(TICKS)
        ? Finding.pass("%s mode goes on", mode.label())
        : Finding.fail("%s: the stream stands still", mode.label());
  }
}
