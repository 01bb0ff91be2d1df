package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for few frames, and compares them with those of a client that gets all. */
final class RateScenario implements Scenario {

  private static final int RATE_HZ = 10;
  private static final int TICKS = 180;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.RATE_MERGES, Rule.FRAMES_MERGE_EQUIVALENCE);
  }

  @Override
  public void play(Stage stage) throws IOException {
    Watcher witness = stage.frames();
    WireProtocol mode = witness == null ? WireProtocol.EVENTS : WireProtocol.FRAMES;
    try (Watcher client = stage.join(mode, "rate=" + RATE_HZ)) {
      client.await(() -> client.newest() >= 0);
      stage.events().awaitTicks(TICKS);
      Transcript slow = client.transcript();
      stage.findings().add(Rule.RATE_MERGES, judge(Tick.of(slow)));
      if (witness != null) {
        stage.findings().add(Rule.FRAMES_MERGE_EQUIVALENCE, same(witness, slow.frames()));
      }
    }
  }

  /** By the server's own times; the snapshot and what was under way are no frames of the pace. */
  private static Finding judge(List<Tick> ticks) {
    if (ticks.size() < 4) {
      return Finding.skipped("only %s came", Words.count(ticks.size(), "frame"));
    }
    double ms = ticks.get(ticks.size() - 1).timestampMs() - ticks.get(0).timestampMs();
    double rate = (ticks.size() - 2) * 1000.0 / Math.max(1, ms);
    String figures = Words.of("?rate=%d: %.1f a second", RATE_HZ, rate);
    return rate > RATE_HZ * 1.5 ? Finding.fail(figures) : Finding.pass(figures);
  }

  private static Finding same(@Nullable Watcher witness, List<FrameSeen> slow) {
    if (witness == null || slow.isEmpty()) {
      return Finding.skipped("no frame came");
    }
    long last = slow.get(slow.size() - 1).number();
    witness.await(() -> witness.newest() >= last, 2_000);
    List<FrameSeen> all = witness.transcript().frames();
    return SpanJudge.same(all, slow, frame -> frame.ticks() > 2);
  }
}
