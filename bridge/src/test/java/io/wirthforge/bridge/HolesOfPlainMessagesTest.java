package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that plain Vert.x takes, or loses, and the bridge does not: the same bytes to both. */
class HolesOfPlainMessagesTest {

  private static final int HUGE_BYTES = 10 << 20;
  private static final int COMPRESSED = 0x40;

  private static BridgeRig ours;

  private PlainServer plain;

  @BeforeAll
  static void startOurs() {
    ours = BridgeRig.verticles();
  }

  @AfterAll
  static void stopOurs() {
    ours.close();
  }

  @BeforeEach
  void startPlain() {
    plain = new PlainServer();
  }

  @AfterEach
  void stopPlain() {
    plain.close();
  }

  @Test
  void textThatIsNoUtf8IsDeliveredByPlainAndEndsOurConnection() {
    byte[] broken = RawClient.frame(RawClient.TEXT, true, new byte[] {'a', (byte) 0xC0, -1});
    try (RawClient client = plain.connect()) {
      client.send(broken);
      assertThat(plain.nextText()).isEqualTo("a\uFFFD\uFFFD");
    }
    assertThat(closeCodes(ours.port(), broken)).containsExactly(1007);
  }

  @Test
  void aMessageWhoseFirstPieceIsEmptyIsLostByPlainWithAllThatFollowAndUnderstoodByUs() {
    byte[] begin = RawClient.frame(RawClient.TEXT, false, new byte[0]);
    byte[] end = RawClient.frame(0, true, "first".getBytes(UTF_8));
    byte[] next = RawClient.frame(RawClient.TEXT, true, "second".getBytes(UTF_8));
    byte[] ping = RawClient.frame(RawClient.PING, true, new byte[0]);
    try (RawClient client = plain.connect()) {
      for (byte[] frame : List.of(begin, end, next, ping)) {
        client.send(frame);
      }
      Eventually.until("the ping after them", () -> plain.pings.get() == 1);
      assertThat(plain.texts).isEmpty();
    }
    double understood = ours.count("wirthforge.messages.unsupported");
    try (RawClient client = upgraded(ours.port())) {
      for (byte[] frame : List.of(begin, end, next)) {
        client.send(frame);
      }
      Eventually.until(
          "both", () -> ours.count("wirthforge.messages.unsupported") == understood + 2);
    }
  }

  @Test
  void aMessageThatIsTooLargeLeavesPlainsSocketOpenAndClosesOurs() {
    byte[] begin = RawClient.frame(RawClient.TEXT, false, new byte[65_536]);
    byte[] more = RawClient.frame(0, false, new byte[65_536]);
    try (RawClient client = plain.connect()) {
      client.send(begin);
      for (int i = 0; i < 4; i++) {
        client.send(more);
      }
      Eventually.until("the exception", () -> !plain.faults.isEmpty());
      assertThat(plain.faults.get(0)).contains("overflow max message size of 262144");
      client.send(RawClient.frame(0, true, new byte[1]));
      client.send(RawClient.frame(RawClient.TEXT, true, "still here".getBytes(UTF_8)));
      assertThat(plain.nextText()).isEqualTo("still here");
    }
    assertThat(closeCodes(ours.port(), begin, more)).containsExactly(1009);
  }

  @Test
  void framesThatBreakTheProtocolEndPlainsConnectionWithoutAWordAndOursWithOne() {
    byte[] unmasked = {(byte) 0x81, 2, 'h', 'i'};
    byte[] unknownOpcode = RawClient.frame(5, true, new byte[0]);
    byte[] loneContinuation = RawClient.frame(0, true, new byte[1]);
    byte[] wrongCloseCode = RawClient.frame(RawClient.CLOSE, true, new byte[] {3, (byte) 0xED});
    for (byte[] bytes : List.of(unmasked, unknownOpcode, loneContinuation, wrongCloseCode)) {
      assertThat(closeCodes(plain.port(), bytes)).as(Arrays.toString(bytes)).isEmpty();
      assertThat(closeCodes(ours.port(), bytes)).as(Arrays.toString(bytes)).containsExactly(1002);
    }
  }

  @Test
  void tenKilobytesInflateToTenMegabytesInPlainAndAreRefusedByUs() {
    byte[] bomb = bomb();
    String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    assertThat(bomb).hasSizeLessThan(11_000);
    try (RawClient client = RawClient.open(plain.port())) {
      assertThat(agreed(client, offer)).isEqualTo("permessage-deflate");
      client.send(bomb);
      // A hundred and sixty times what it allows a frame to have.
      Eventually.until("the frame", () -> plain.largestFrameBytes.get() == HUGE_BYTES);
    }
    try (RawClient client = RawClient.open(ours.port())) {
      assertThat(agreed(client, offer)).isNull();
      client.send(bomb);
      assertThat(client.readClose().closeCode()).isEqualTo(1002);
    }
  }

  /** One frame: ten megabytes of zeros, compressed. */
  private static byte[] bomb() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[HUGE_BYTES]);
    byte[] out = new byte[65_536];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    // RFC 7692: without the last four bytes of a flush.
    byte[] frame = RawClient.frame(RawClient.TEXT, true, Arrays.copyOf(out, length - 4));
    frame[0] |= COMPRESSED;
    return frame;
  }

  private static @Nullable String agreed(RawClient client, String offer) {
    RawClient.Answer answer = client.handshake("/ws", offer);
    assertThat(answer.status()).isEqualTo(101);
    return answer.header("Sec-WebSocket-Extensions");
  }

  /** The codes of all close frames that a server sends to whoever sends it this. */
  private static List<Integer> closeCodes(int port, byte[]... frames) {
    try (RawClient client = upgraded(port)) {
      for (byte[] frame : frames) {
        client.trySend(frame);
      }
      List<Integer> codes = new ArrayList<>();
      for (var close = client.readClose(); close != null; close = client.readClose()) {
        codes.add(close.closeCode());
        client.trySend(RawClient.frame(RawClient.CLOSE, true, close.payload()));
      }
      return codes;
    }
  }

  private static RawClient upgraded(int port) {
    RawClient client = RawClient.open(port);
    assertThat(client.handshake("/ws").status()).isEqualTo(101);
    return client;
  }
}
