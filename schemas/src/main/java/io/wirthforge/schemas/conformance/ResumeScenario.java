package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Breaks a connection, and goes on where it was; then asks for what nobody can have kept. */
final class ResumeScenario implements Scenario {

  private static final int TICKS = 30;
  private static final int TICKS_AWAY = 60;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.FRAMES_RESUME, Rule.FRAMES_RESUME_CONTENT, Rule.FRAMES_RESUME_TOO_OLD);
  }

  @Override
  public void play(Stage stage) throws IOException {
    Watcher witness = stage.frames();
    if (witness == null) {
      return;
    }
    Transcript left = leave(stage);
    if (left.frames().isEmpty()) {
      return;
    }
    FrameSeen last = left.frames().get(left.frames().size() - 1);
    String epoch = last.json().path("epoch").asText();
    stage.events().awaitTicks(TICKS_AWAY);
    try (Watcher client =
        stage.join(WireProtocol.FRAMES, "resume=" + epoch + ":" + last.number())) {
      client.await(() -> client.frames() > 0);
      stage.events().awaitTicks(TICKS);
      Transcript back = client.transcript();
      Finding goesOn = goesOn(back, epoch, last.number());
      stage.findings().add(Rule.FRAMES_RESUME, goesOn);
      if (goesOn.outcome() == Outcome.PASS) {
        stage
            .findings()
            .add(Rule.FRAMES_RESUME_CONTENT, content(witness, left, back, last.number()));
      }
    }
    tooOld(stage, epoch);
  }

  private static Transcript leave(Stage stage) throws IOException {
    try (Watcher client = stage.join(WireProtocol.FRAMES, "")) {
      client.await(() -> client.frames() > 0);
      stage.events().awaitTicks(TICKS);
      return client.transcript();
    }
  }

  private static Finding goesOn(Transcript back, String epoch, long left) {
    List<FrameSeen> frames = back.frames();
    if (frames.isEmpty()) {
      return Finding.fail("no frame came after resume");
    }
    FrameSeen first = frames.get(0);
    if (!first.json().path("epoch").asText().equals(epoch)) {
      return Finding.skipped("the server began a new epoch meanwhile");
    }
    boolean resumed = back.messages().get(0).json().path("resumed").asBoolean();
    if (!resumed) {
      return Finding.fail("a second later, welcome says resumed: false");
    }
    return first.reset() || first.from() != left + 1
        ? Finding.fail(
            "left at frame %d, the next stands for %d to %d%s",
            left, first.from(), first.number(), first.reset() ? " and resets" : "")
        : Finding.pass("left at frame %d, the next stands for %d ticks", left, first.ticks());
  }

  private static Finding content(Watcher witness, Transcript left, Transcript back, long at) {
    List<FrameSeen> both = new ArrayList<>(left.frames());
    both.addAll(back.frames());
    long last = both.get(both.size() - 1).number();
    witness.await(() -> witness.newest() >= last, Watcher.LIMIT_MS / 4);
    return SpanJudge.same(witness.transcript().frames(), both, frame -> frame.from() == at + 1);
  }

  /** Of another epoch nothing can be resumed; of the first frame perhaps. */
  private static void tooOld(Stage stage, String epoch) throws IOException {
    String other = (epoch.startsWith("a") ? "b" : "a") + epoch.substring(1);
    for (String position : List.of(other + ":1", epoch + ":0")) {
      try (Watcher client = stage.join(WireProtocol.FRAMES, "resume=" + position)) {
        client.await(() -> client.frames() > 0);
        stage
            .findings()
            .add(
                Rule.FRAMES_RESUME_TOO_OLD,
                told(
                    client.transcript(), position.startsWith(other) ? "another epoch" : "frame 0"));
      }
    }
  }

  private static Finding told(Transcript seen, String asked) {
    if (seen.frames().isEmpty()) {
      return Finding.fail("resume of %s: no frame came", asked);
    }
    FrameSeen first = seen.frames().get(0);
    boolean resumed = seen.messages().get(0).json().path("resumed").asBoolean();
    if (resumed) {
      return !asked.equals("frame 0") || first.reset() || first.from() > 1
          ? Finding.fail("resume of %s: resumed, and goes on at %d", asked, first.from())
          : Finding.pass("%s: all of it", asked);
    }
    return first.reset() && HandshakeJudge.holds(first.json(), "startup_complete")
        ? Finding.pass("%s: reset", asked)
        : Finding.fail("resume of %s: neither resumed nor a whole state with reset", asked);
  }
}
