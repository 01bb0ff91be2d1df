package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.EventCatalog;
import java.io.IOException;
import java.util.Set;

/** Asks by the query for what has no meaning, and for some channels only. */
final class QueryScenario implements Scenario {

  private static final int TICKS = 60;
  private static final int BAD_PARAMETER = 4000;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.QUERY_REFUSED, Rule.FILTER_CHANNELS);
  }

  @Override
  public void play(Stage stage) throws IOException {
    try (Watcher client = stage.join(WireProtocol.EVENTS, "rate=0")) {
      // What is let in is sent a first tick long before anybody's patience ends.
      client.await(() -> client.isOver() || client.newest() >= 0);
      stage.findings().add(Rule.QUERY_REFUSED, refused(client));
    }
    try (Watcher client = stage.join(WireProtocol.EVENTS, "channels=experience")) {
      client.await(() -> client.count() > 0);
      stage.events().awaitTicks(TICKS);
      stage.findings().add(Rule.FILTER_CHANNELS, filtered(client.transcript()));
    }
  }

  private static Finding refused(Watcher client) {
    if (!client.isOver()) {
      return Finding.fail("?rate=0 is let in");
    }
    int code = client.closeCode();
    return code == BAD_PARAMETER
        ? Finding.pass("?rate=0: 4000")
        : Finding.fail(
            code == 0 ? "?rate=0 breaks the connection" : "?rate=0 is closed by %d", code);
  }

  private static Finding filtered(Transcript seen) {
    int count = 0;
    for (Transcript.Told told : seen.events()) {
      String channel = told.event().path("channel").asText();
      if (!channel.equals("experience") && !channel.equals("system")) {
        return Finding.fail("?channels=experience: %s is %s", told.where(), known(told.type()));
      }
      count++;
    }
    return count == 0
        ? Finding.skipped("nothing came")
        : Finding.pass("?channels=experience: %s", Words.count(count, "event"));
  }

  private static String known(String type) {
    return EventCatalog.wirthforge().find(type) == null ? "another" : type;
  }
}
