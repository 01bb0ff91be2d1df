package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Clients that send too much: over a hundred of anything in a second ends the connection. */
class FloodTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void overAHundredMessagesInASecondEndTheConnection() {
    try (RawClient client = upgraded()) {
      byte[] message =
          RawClient.frame(
              RawClient.TEXT, true, "{\"type\":\"visibility\",\"hidden\":false}".getBytes(UTF_8));
      for (int i = 0; i < 250 && client.trySend(message); i++) {
        // As fast as it goes.
      }

      assertClosed(client, 4002);
    }
  }

  @Test
  void ninetyMessagesAtOnceAreFine() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      for (int i = 0; i < 90; i++) {
        client.say("{'type':'visibility','hidden':false}");
      }
      assertStreamGoesOn(client);
    }
  }

  @Test
  void aFloodOfPingsEndsTheConnection() {
    try (RawClient client = upgraded()) {
      byte[] ping = RawClient.frame(RawClient.PING, true, new byte[125]);
      for (int i = 0; i < 500 && client.trySend(ping); i++) {
        // As fast as it goes.
      }

      assertClosed(client, 4002);
    }
  }

  @Test
  void whoIsEndedForAFloodOfPingsIsReadNoMore() throws InterruptedException {
    try (RawClient client = upgraded()) {
      client.buffersAtMost(16 << 10);
      byte[] ping = RawClient.frame(RawClient.PING, true, new byte[125]);
      AtomicLong sent = new AtomicLong();
      Thread flood = new Thread(() -> flood(client, ping, sent), "flood");
      flood.start();

      RawClient.WsFrame close = client.readClose();
      long until = sent.get();
      flood.join(Eventually.PATIENCE.toMillis());

      assertThat(close).isNotNull();
      assertThat(close.closeCode()).isEqualTo(4002);
      assertThat(sent.get() - until).as("what the kernel holds").isLessThan(512 << 10);
    }
  }

  private static void flood(RawClient client, byte[] ping, AtomicLong sent) {
    while (client.trySend(ping)) {
      sent.addAndGet(ping.length);
    }
  }

  @Test
  void aMessageInPiecesWithoutEndEndsTheConnection() {
    try (RawClient client = upgraded()) {
      boolean open = client.trySend(RawClient.frame(RawClient.TEXT, false, new byte[1]));
      byte[] nothing = RawClient.frame(0, false, new byte[0]);
      for (int i = 0; i < 500 && open; i++) {
        open = client.trySend(nothing);
      }

      assertClosed(client, 4002);
    }
  }

  @Test
  void floodsLeaveNoBufferBehind() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    for (int flood = 0; flood < 5; flood++) {
      try (RawClient client = upgraded()) {
        byte[] ping = RawClient.frame(RawClient.PING, true, new byte[125]);
        byte[] text = RawClient.frame(RawClient.TEXT, true, new byte[125]);
        for (int i = 0; i < 300 && client.trySend(ping) && client.trySend(text); i++) {
          // As fast as it goes.
        }
        assertThat(client.readClose()).isNotNull();
      }
      Eventually.until("the end to be noticed", () -> rig.clients() == 0);
      System.gc();
    }
    try (WsProbe client = WsProbe.events(rig.port())) {
      assertStreamGoesOn(client); // New buffers make the detector look for lost ones.
    }
    logger.detachAppender(log);

    assertThat(log.list).isEmpty();
  }

  @Test
  void aFloodFromOneChangesNothingForTheOthers() {
    try (WsProbe neighbour = WsProbe.events(rig.port());
        RawClient client = upgraded()) {
      byte[] ping = RawClient.frame(RawClient.PING, true, new byte[125]);
      for (int i = 0; i < 5000 && client.trySend(ping); i++) {
        // As fast as it goes, and it never reads.
      }
      Eventually.until("the seat to be free", () -> rig.clients() == 1);

      assertStreamGoesOn(neighbour);
    }
  }

  private RawClient upgraded() {
    RawClient client = RawClient.open(rig.port());
    assertThat(client.handshake("/ws").status()).isEqualTo(101);
    return client;
  }

  private static void assertClosed(RawClient client, int code) {
    RawClient.WsFrame close = client.readClose();
    assertThat(close).isNotNull();
    assertThat(close.closeCode()).isEqualTo(code);
    assertThat(client.readClose()).as("only one close frame").isNull();
  }

  private void assertStreamGoesOn(WsProbe client) {
    rig.publish(TestEvents.reward("on we go"));
    assertThat(client.nextOfType("reward_event").toString()).contains("on we go");
  }
}
