package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Says goodbye, and comes again. */
final class ReconnectScenario implements Scenario {

  private static final int NORMAL = 1000;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.CLOSE_CLEAN, Rule.RECONNECT_NEW_SESSION);
  }

  /**
   * What tells one connection from another.
   *
   * @param id what it is called; empty where the server does not say
   * @param sequence of its first heartbeat, or 0
   * @param atMost what that may be
   */
  private record Session(String id, long sequence, long atMost) {}

  @Override
  public void play(Stage stage) throws IOException {
    Session first = visit(stage, WireProtocol.EVENTS);
    Session second = visit(stage, WireProtocol.EVENTS);
    stage.findings().add(Rule.RECONNECT_NEW_SESSION, differ(first, second));
    if (stage.frames() != null) {
      stage
          .findings()
          .add(
              Rule.RECONNECT_NEW_SESSION,
              differ(visit(stage, WireProtocol.FRAMES), visit(stage, WireProtocol.FRAMES)));
    }
  }

  private static Session visit(Stage stage, WireProtocol mode) throws IOException {
    try (Watcher client = stage.join(mode, "")) {
      boolean inFrames = mode == WireProtocol.FRAMES;
      client.await(
          () -> inFrames ? client.frames() > 0 : !beats(client).isEmpty(), Watcher.LIMIT_MS / 4);
      final long atMost = 2 + (long) client.secondsOpen();
      client.socket().close(NORMAL);
      int code = client.awaitClose();
      stage
          .findings()
          .add(
              Rule.CLOSE_CLEAN,
              code == 0
                  ? Finding.fail("%s: 1000 is answered by no close", mode.label())
                  : Finding.pass("%s: 1000 is answered by %d", mode.label(), code));
      if (inFrames) {
        List<Message> messages = client.transcript().messages();
        String id = messages.isEmpty() ? "" : messages.get(0).json().path("connectionId").asText();
        return new Session(id, 0, 0);
      }
      List<Transcript.Told> beats = beats(client);
      return beats.isEmpty()
          ? new Session("", 0, 0)
          : new Session(
              beats.get(0).payload().path("connectionId").asText(),
              beats.get(0).payload().path("sequence").asLong(),
              atMost);
    }
  }

  private static List<Transcript.Told> beats(Watcher client) {
    return client.transcript().events("heartbeat");
  }

  private static Finding differ(Session first, Session second) {
    if (second.sequence() > second.atMost()) {
      return Finding.fail("the heartbeats of a new connection begin at %d", second.sequence());
    }
    if (first.id().isEmpty()) {
      return Finding.skipped("no connectionId was told");
    }
    return first.id().equals(second.id())
        ? Finding.fail("two connections, one connectionId")
        : Finding.pass("two connections, two connectionIds");
  }
}
