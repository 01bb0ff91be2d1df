package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Says all that a client may say. */
final class MessagesScenario implements Scenario {

  private static final int TICKS = 30;
  private static final List<String> MESSAGES =
      List.of(
          "{\"type\":\"heartbeat_response\",\"sequence\":1,\"clientTime\":1790000000000}",
          "{\"type\":\"subscribe\",\"channels\":[\"energy\",\"experience\"],\"models\":[\"a-b_c1\"]}",
          "{\"type\":\"subscribe\",\"channels\":[\"energy\",\"experience\"]}",
          "{\"type\":\"set_rate\",\"maxFrameRate\":30}",
          "{\"type\":\"visibility\",\"hidden\":true}",
          "{\"type\":\"visibility\",\"hidden\":false}",
          "{\"type\":\"set_rate\",\"maxFrameRate\":60}");

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.MESSAGES_ACCEPTED);
  }

  @Override
  public void play(Stage stage) throws IOException {
    say(stage, WireProtocol.EVENTS);
    if (stage.frames() != null) {
      say(stage, WireProtocol.FRAMES);
    }
  }

  private static void say(Stage stage, WireProtocol mode) throws IOException {
    try (Watcher client = stage.join(mode, "")) {
      client.await(() -> client.newest() >= 0);
      for (String message : MESSAGES) {
        client.say(message);
      }
      stage.events().awaitTicks(TICKS);
      long complaints = Complaints.in(client.transcript()).size();
      Finding finding =
          complaints > 0
              ? Finding.fail("a valid message is answered by UNSUPPORTED_MESSAGE")
              : !client.isOver()
                  ? Finding.pass("%d of %d", MESSAGES.size(), MESSAGES.size())
                  : Finding.fail("a valid message ended the connection");
      stage.findings().add(Rule.MESSAGES_ACCEPTED, finding.in(mode));
    }
  }
}
