package io.wirthforge.schemas.conformance;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** Pings, and waits for the pongs. */
final class PingScenario implements Scenario {

  private static final int PINGS = 20;

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.TRANSPORT_PONG);
  }

  @Override
  public void play(Stage stage) throws IOException {
    try (Watcher client = stage.join(WireProtocol.EVENTS, "")) {
      for (int i = 1; i <= PINGS; i++) {
        byte[] data = {'p', 'i', 'n', 'g', (byte) i};
        int number = i;
        long sentNanos = System.nanoTime();
        client.socket().ping(data);
        if (!client.await(() -> client.pongs().size() >= number)) {
          stage.findings().add(Rule.TRANSPORT_PONG, Finding.fail("ping %d has no pong", i));
          return;
        }
        stage.latencies().record(Latencies.PINGS, (System.nanoTime() - sentNanos) / 1000);
        if (!Arrays.equals(client.pongs().get(i - 1), data)) {
          stage.findings().add(Rule.TRANSPORT_PONG, Finding.fail("pong %d holds other bytes", i));
          return;
        }
      }
      stage.findings().add(Rule.TRANSPORT_PONG, Finding.pass("%d of %d", PINGS, PINGS));
    }
  }
}
