package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Reads, but confirms nothing; then confirms once. */
final class WindowScenario implements Scenario {

  private static final int TICKS_BEYOND = 90;
  private static final int TICKS_BEHIND = 30;
  private static final int MAX_WINDOW = 600;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.FRAMES_ACK_WINDOW);
  }

  @Override
  public void play(Stage stage) throws IOException {
    if (stage.frames() != null) {
      try (Watcher client =
          Watcher.join(stage.upgrade(WireProtocol.FRAMES), WireProtocol.FRAMES, false)) {
        stage.findings().add(Rule.FRAMES_ACK_WINDOW, judge(stage.events(), client));
      }
    }
  }

  private static Finding judge(Watcher clock, Watcher client) {
    client.await(() -> client.frames() > 0);
    List<Message> messages = client.transcript().messages();
    int window = messages.isEmpty() ? 0 : messages.get(0).json().path("ackWindow").asInt();
    if (window < 1 || window > MAX_WINDOW) {
      return Finding.skipped("the welcome names no ackWindow, or one over %d", MAX_WINDOW);
    }
    if (!clock.awaitTicks(window + TICKS_BEYOND)) {
      return Finding.skipped("events mode has no ticks to wait by");
    }
    int sent = client.frames();
    if (sent > window) {
      return Finding.fail("%d frames came unconfirmed, ackWindow is %d", sent, window);
    }
    long last = client.newest();
    long current = clock.newest();
    client.ack(last);
    client.await(() -> client.frames() > sent || clock.newest() > current + 3 * TICKS_BEYOND);
    if (client.frames() == sent) {
      return Finding.fail("no frame came after the ack of frame %d", last);
    }
    FrameSeen next = client.transcript().frames().get(sent);
    if (next.reset() || next.from() != last + 1 || next.number() < current - TICKS_BEHIND) {
      return Finding.fail(
          "after the ack of frame %d came frame %d to %d, current was %d",
          last, next.from(), next.number(), current);
    }
    return Finding.pass(
        "%d of %d unconfirmed, then one frame of %d ticks", sent, window, next.ticks());
  }
}
