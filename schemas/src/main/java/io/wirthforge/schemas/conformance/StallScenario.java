package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Stops to read, twice, for a second and a half of the server's time, and compares. */
final class StallScenario implements Scenario {

  private static final int STALLS = 2;
  private static final int STALL_TICKS = 90;
  private static final int MERGED_TICKS = 20;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.FRAMES_MERGE_EQUIVALENCE);
  }

  @Override
  public void play(Stage stage) throws IOException {
    Watcher witness = stage.frames();
    if (witness == null) {
      return;
    }
    try (Watcher client = stage.join(WireProtocol.FRAMES, "")) {
      client.await(() -> client.frames() > 2);
      for (int i = 0; i < STALLS; i++) {
        client.stall();
        stage.events().awaitTicks(STALL_TICKS);
        client.goOn();
        long current = stage.events().newest();
        client.await(() -> client.newest() >= current, Watcher.LIMIT_MS / 4);
      }
      client.awaitTicks(2);
      stage.findings().add(Rule.FRAMES_MERGE_EQUIVALENCE, compare(witness, client));
    }
  }

  private static Finding compare(Watcher witness, Watcher client) {
    List<FrameSeen> slow = client.transcript().frames();
    if (slow.isEmpty()) {
      return Finding.skipped("no frame came");
    }
    long last = slow.get(slow.size() - 1).number();
    witness.await(() -> witness.newest() >= last, Watcher.LIMIT_MS / 4);
    List<FrameSeen> all = witness.transcript().frames();
    return SpanJudge.same(all, slow, frame -> frame.ticks() >= MERGED_TICKS);
  }
}
