package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.EnergyField;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that come and end in every way there is: whatever they held is given back. */
class ChurnTest {

  private static final int CYCLES = Integer.getInteger("wirthforge.cycles", 1400);
  // Other tests left their own in this JVM; half a connection kept for each cycle would be more.
  private static final long NOISE_BYTES = 2 << 20;

  private static final byte[] TEXT =
      RawClient.frame(
          RawClient.TEXT, true, "{\"type\":\"visibility\",\"hidden\":false}".getBytes(UTF_8));

  /** How a connection ends. */
  private enum End {
    CLEAN,
    RESET,
    HALF_A_HANDSHAKE,
    REFUSED,
    MID_FRAME,
    MID_MESSAGE,
    WHILE_SENT_TO
  }

  @Test
  void whateverWayConnectionsEndNothingOfThemIsLeft() {
    JsonObject settings = new JsonObject().put("ringSeconds", 1).put("auth", "none");
    try (LeakWatch leaks = new LeakWatch();
        BridgeRig rig = BridgeRig.verticles(settings)) {
      var contributor =
          FrameContributor.join(
              rig.vertx, rig.options.addresses(), "fields", tick -> List.of(wideField()));
      churn(rig, CYCLES / 4);
      Footprint first = footprint(rig);
      churn(rig, CYCLES / 2);
      Footprint middle = footprint(rig);
      churn(rig, CYCLES / 2);
      Footprint last = footprint(rig);
      contributor.leave();

      System.out.printf("%s%n%s%n%s%n", first, middle, last);
      assertThat(leaks.reports()).isEmpty();
      assertThat(last.heapBytes() - middle.heapBytes()).as("heap").isLessThan(NOISE_BYTES);
      assertThat(last.directBytes() - middle.directBytes()).as("direct").isLessThan(NOISE_BYTES);
      assertThat(last.descriptors()).as("descriptors").isLessThan(first.descriptors() + 5);
      assertThat(last.threads()).as("threads").isLessThan(middle.threads() + 5);
      assertThat(last.consumers()).as("consumers").isEqualTo(first.consumers());
      // The tick's own timer may be armed or not at the moment of looking.
      assertThat(last.timers() - first.timers()).as("timers").isBetween(-5, 5);
    }
  }

  @Test
  void aBufferThatIsLostIsReported() {
    try (LeakWatch leaks = new LeakWatch()) {
      lose();
      Eventually.until("the report", () -> !leaks.reports().isEmpty());
      assertThat(leaks.reports().get(0)).contains("LEAK", "ChurnTest.lose");
    }
  }

  private static void lose() {
    ByteBufAllocator.DEFAULT.directBuffer(8).writeLong(8145);
  }

  private static Footprint footprint(BridgeRig rig) {
    Eventually.until("the end of all", () -> rig.clients() == 0);
    // Connections that never became clients are gone once no timer waits for them.
    return Eventually.get(
        "quiet",
        () -> {
          Footprint now = Footprint.of(rig.vertx);
          return now.timers() < 20 ? now : null;
        });
  }

  private static void churn(BridgeRig rig, int cycles) {
    for (int i = 0; i < cycles; i++) {
      End end = End.values()[i % End.values().length];
      try (RawClient client = RawClient.open(rig.port())) {
        happen(end, client, i % 2 == 0);
      }
    }
  }

  private static void happen(End end, RawClient client, boolean hard) {
    switch (end) {
      case HALF_A_HANDSHAKE -> client.send("GET /ws HTTP/1.1\r\nHost: 127".getBytes(ISO_8859_1));
      case REFUSED ->
          assertThat(client.request("GET /ws HTTP/1.1", "Host: elsewhere").status()).isEqualTo(403);
      default -> {
        assertThat(client.handshake("/ws").status()).isEqualTo(101);
        once(end, client);
      }
    }
    if (hard || end == End.RESET) {
      client.reset();
    }
  }

  private static void once(End upgraded, RawClient client) {
    switch (upgraded) {
      case CLEAN -> {
        client.send(RawClient.frame(RawClient.CLOSE, true, new byte[] {3, (byte) 0xE8}));
        assertThat(client.readClose()).isNotNull();
      }
      case MID_FRAME -> client.send(java.util.Arrays.copyOf(TEXT, TEXT.length / 2));
      case MID_MESSAGE -> client.send(RawClient.frame(RawClient.TEXT, false, new byte[2000]));
      case WHILE_SENT_TO -> client.read();
      default -> client.send(TEXT);
    }
  }

  /** So large that some of it is always under way. */
  private static EnergyField wideField() {
    var point = new EnergyField.Coordinate(0.25, 0.5, 0.01);
    return new EnergyField(
        0,
        0,
        new EnergyField.Payload(
            EnergyField.FieldType.STREAM, 0.5, Collections.nCopies(300, point), "m1"));
  }
}
