package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the honest clients of a flooded server get: everything, once, in order. */
class FloodedNeighboursTest {

  private static final int ATTACKERS = 8;
  private static final long MAX_GROWTH_BYTES = 16 << 20;

  /** Ways to be a burden, and what they end with; 0 where no WebSocket came to be. */
  enum Flood {
    PINGS(4002, RawClient.frame(RawClient.PING, true, new byte[125]), 500),
    PIECES(4002, RawClient.frame(0, false, new byte[0]), 500),
    MESSAGES(4002, RawClient.frame(RawClient.TEXT, true, "{}".getBytes(US_ASCII)), 500),
    UNFINISHED(1009, RawClient.frame(0, false, new byte[8192]), 90),
    OVERSIZE(1009, RawClient.frame(RawClient.TEXT, true, new byte[65_537]), 1),
    ENDLESS(1009, new byte[] {(byte) 0x81, -1, 0x7F, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4}, 1),
    NO_UTF8(1007, RawClient.frame(RawClient.TEXT, true, new byte[] {-1}), 1),
    SLOW_HEADERS(0, "GET /ws HTTP/1.1\r\nX-Slow: ".getBytes(US_ASCII), 1);

    private final int code;
    private final byte[] bytes;
    private final int times;

    Flood(int code, byte[] bytes, int times) {
      this.code = code;
      this.bytes = bytes;
      this.times = times;
    }
  }

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource
  void missNothingAndTheFloodEndsWithItsCodeAndLeavesNoMemoryTaken(Flood flood) {
    GivenNumbers given = new GivenNumbers(rig);
    try (WsProbe frames = WsProbe.frames(rig.port());
        WsProbe events = WsProbe.events(rig.port())) {
      frames.nextEvent("token_stream");
      events.nextEvent("token_stream");
      long before = PlatformDependent.usedDirectMemory();
      List<RawClient> attackers = new ArrayList<>();
      for (int i = 0; i < ATTACKERS; i++) {
        attackers.add(attack(flood));
      }
      for (RawClient attacker : attackers) {
        assertEnded(attacker, flood);
      }
      Eventually.until("the attackers to be gone", () -> rig.clients() == 2);
      assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(MAX_GROWTH_BYTES);
      given.assertMissedNothing(frames);
      given.assertMissedNothing(events);
    }
  }

  private RawClient attack(Flood flood) {
    RawClient client = RawClient.open(rig.port());
    boolean open = true;
    if (flood.code != 0) {
      assertThat(client.handshake("/ws").status()).isEqualTo(101);
    }
    if (flood == Flood.PIECES || flood == Flood.UNFINISHED) {
      open = client.trySend(RawClient.frame(RawClient.TEXT, false, new byte[] {'x'}));
    }
    for (int i = 0; i < flood.times && open; i++) {
      open = client.trySend(flood.bytes);
    }
    return client;
  }

  private static void assertEnded(RawClient attacker, Flood flood) {
    try (attacker) {
      if (flood.code == 0) {
        assertThat(attacker.isEnded()).isTrue();
      } else {
        RawClient.WsFrame close = attacker.readClose();
        assertThat(close).as("the close frame of %s", flood).isNotNull();
        assertThat(close.closeCode()).isEqualTo(flood.code);
        assertThat(attacker.readClose()).as("only one").isNull();
      }
    }
  }
}
