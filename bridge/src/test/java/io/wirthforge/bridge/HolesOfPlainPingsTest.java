package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that pings and never reads: plain Vert.x holds its pongs, the bridge ends it. */
class HolesOfPlainPingsTest {

  private static final int PINGS = 120_000;
  private static final int AT_ONCE = 500;
  private static final int PONG_BYTES = 127;
  private static final int MOST_PONGS = 10_000; // Netty reads a megabyte at once, at most.
  private static final int TINY_BUFFER = 4096;
  private static final byte[] SOME = some();

  private static ResourceLeakDetector.Level level;

  @BeforeAll
  static void watchNoBuffers() { // As Vert.x has it; watched, so many take seconds.
    level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
  }

  @AfterAll
  static void watchThemAgain() {
    ResourceLeakDetector.setLevel(level);
  }

  @Test
  void plainTakesFifteenMegabytesOfThemAndHoldsOverEightOfPongs() {
    try (PlainServer plain = new PlainServer();
        RawClient client = RawClient.open(plain.port(), TINY_BUFFER)) {
      client.handshake("/ws");
      for (int sent = 0; sent < PINGS; sent += AT_ONCE) {
        client.send(SOME);
      }
      Eventually.until("all pings", () -> plain.pings.get() == PINGS);
      assertThat((long) plain.pingsWhileFull.get() * PONG_BYTES).isGreaterThan(8 << 20);
    }
  }

  @Test
  void weEndTheConnectionWithinOneReadOfTheFlood() {
    try (BridgeRig ours = BridgeRig.verticles();
        RawClient client = RawClient.open(ours.port(), TINY_BUFFER)) {
      client.handshake("/ws");
      boolean open = true;
      for (int sent = 0; sent < PINGS && open; sent += AT_ONCE) {
        open = client.trySend(SOME);
      }
      Eventually.until("the end", () -> ours.count("wirthforge.disconnects", "code", "4002") == 1);
      assertThat(pongs(client)).isLessThan(MOST_PONGS);
    }
  }

  private static int pongs(RawClient client) {
    int pongs = 0;
    for (var frame = client.read(); frame != null; frame = client.read()) {
      pongs += frame.opcode() == RawClient.PONG ? 1 : 0;
    }
    return pongs;
  }

  private static byte[] some() {
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    byte[] ping = RawClient.frame(RawClient.PING, true, new byte[PONG_BYTES - 2]);
    for (int i = 0; i < AT_ONCE; i++) {
      some.writeBytes(ping);
    }
    return some.toByteArray();
  }
}
