package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A client that pings without end: what Vert.x answers by itself must not grow. */
class FloodTest {

  private static final int PINGS = 200_000;

  @Test
  void aFloodOfPingsIsNotAnsweredBeyondTheRate() throws Exception {
    try (BridgeRig rig = BridgeRig.verticles(new JsonObject())) {
      try (RawClient client = RawClient.open(rig.port())) {
        assertThat(client.handshake("/ws").status()).isEqualTo(101);
        byte[] ping = RawClient.frame(RawClient.PING, true, new byte[125]);
        Thread flood =
            new Thread(
                () -> {
                  for (int i = 0; i < PINGS && client.trySend(ping); i++) {
                    // As fast as the socket takes them.
                  }
                });
        flood.setDaemon(true);
        flood.start();
        int pongs = 0;
        for (var frame = client.read(); frame != null; frame = client.read()) {
          pongs += frame.opcode() == RawClient.PONG ? 1 : 0;
        }
        assertThat(pongs).isBetween(50, PINGS / 10);
      }
    }
  }
}
