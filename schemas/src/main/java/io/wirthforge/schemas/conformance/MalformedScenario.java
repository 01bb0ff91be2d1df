package io.wirthforge.schemas.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wirthforge.schemas.client.WireSocket;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what no client should, a thing at a time, and looks whether the connection lives on. */
final class MalformedScenario implements Scenario {

  private static final int TICKS = 30;
  private static final int TICKS_TO_ANSWER = 180;
  private static final Map<String, String> TEXTS = texts();

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("broken JSON", "{\"type\":");
    texts.put("an empty message", "");
    texts.put("an array", "[]");
    texts.put("an unknown type", "{\"type\":\"explode\"}");
    texts.put("an unknown member", "{\"type\":\"visibility\",\"hidden\":true,\"mood\":1}");
    texts.put("a value out of range", "{\"type\":\"set_rate\",\"maxFrameRate\":0}");
    texts.put("a doubled name", "{\"type\":\"visibility\",\"type\":\"ack\"}");
    texts.put("a huge number", "{\"type\":\"ack\",\"frameNumber\":1e999999999}");
    texts.put("deep JSON", "[".repeat(10_000));
    texts.put("long JSON", "{\"type\":\"" + "x".repeat(20_000) + "\"}");
    return texts;
  }

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.MALFORMED_ANSWERED, Rule.MALFORMED_SURVIVES);
  }

  @Override
  public void play(Stage stage) throws IOException {
    try (Watcher client = stage.join(WireProtocol.EVENTS, "")) {
      client.await(() -> client.newest() >= 0);
      String fatal = sayAll(client);
      if (fatal.isEmpty() && client.newest() >= 0 && !client.awaitTicks(TICKS)) {
        fatal = "all of them";
      }
      if (!fatal.isEmpty()) {
        stage.findings().add(Rule.MALFORMED_SURVIVES, Finding.fail("ended by %s", fatal));
        return;
      }
      stage.findings().add(Rule.MALFORMED_SURVIVES, Finding.pass("%d kinds", TEXTS.size() + 1));
      long from = stage.events().newest();
      client.await(
          () ->
              !Complaints.in(client.transcript()).isEmpty()
                  || stage.events().newest() > from + TICKS_TO_ANSWER);
      stage.findings().add(Rule.MALFORMED_ANSWERED, answered(client.transcript()));
    }
  }

  /** Says everything; returns what ended the connection, or nothing. */
  private static String sayAll(Watcher client) {
    int pings = 0;
    for (Map.Entry<String, String> each : TEXTS.entrySet()) {
      client.say(each.getValue());
      if (!isAlive(client, ++pings)) {
        return each.getKey();
      }
    }
    client.socket().send(WireSocket.BINARY, "binary".getBytes(UTF_8));
    return isAlive(client, ++pings) ? "" : "a binary message";
  }

  /** A pong comes behind whatever the message did. */
  private static boolean isAlive(Watcher client, int pings) {
    client.socket().ping(new byte[] {(byte) pings});
    return client.await(() -> client.pongs().size() >= pings);
  }

  private static Finding answered(Transcript seen) {
    List<Transcript.Told> complaints = Complaints.in(seen);
    if (complaints.isEmpty()) {
      return Finding.fail("no error_event UNSUPPORTED_MESSAGE came");
    }
    double seconds = seen.seconds();
    return complaints.size() > 2 + seconds
        ? Finding.fail("%d in %.1f s, one a second at most is asked", complaints.size(), seconds)
        : Finding.pass("%d in %.1f s", complaints.size(), seconds);
  }
}
