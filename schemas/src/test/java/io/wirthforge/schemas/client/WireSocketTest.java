package io.wirthforge.schemas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wirthforge.schemas.client.Incoming.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools' WebSocket, against servers that are cut short, slow, or none. */
class WireSocketTest {

  private static final long PATIENT_MS = 20_000;

  private static byte[] bytes(Object... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof Integer number) {
        bytes.write(number);
      } else {
        bytes.writeBytes(((String) part).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static Incoming first(byte[] sent) throws IOException {
    try (ScriptedServer server = ScriptedServer.sending(sent);
        WireSocket socket = WireSocket.open(server.upgrade())) {
      Incoming incoming = socket.next(PATIENT_MS);
      assertThat(incoming).isNotNull();
      return incoming;
    }
  }

  @Test
  void aTextIsOneHoweverManyPiecesItComesInAndPingsBetweenThemAreAnswered() throws IOException {
    byte[] pieces = bytes(0x01, 3, "h\u00e9", 0x89, 1, "p", 0x00, 2, "ll", 0x80, 1, "o");
    try (ScriptedServer server = ScriptedServer.sending(pieces);
        WireSocket socket = WireSocket.open(server.upgrade())) {
      Incoming incoming = socket.next(PATIENT_MS);

      assertThat(incoming).isNotNull();
      assertThat(incoming.kind()).isEqualTo(Kind.TEXT);
      assertThat(incoming.text()).isEqualTo("h\u00e9llo");
      long deadline = System.nanoTime() + PATIENT_MS * 1_000_000;
      while (server.heardBytes() < 7 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(server.heardBytes()).as("a masked pong of one byte").isEqualTo(7);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "129 129 0 0 0 0 97, a masked frame",
    "193 1 97, a reserved bit",
    "131 0, a reserved opcode",
    "128 1 97, pieces out of order",
    "129 1 255, a text that is no UTF-8",
    "137 126 0 126, a long control frame",
    "129 127 127 255 255 255 255 255 255 255, a message over 64 MiB",
  })
  void aServerThatViolatesWebSocketIsToldWhichRule(String sent, String rule) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (String each : sent.split(" ")) {
      frame.write(Integer.parseInt(each));
    }
    frame.writeBytes(new byte[sent.startsWith("137") ? 126 : 0]);

    Incoming incoming = first(frame.toByteArray());

    assertThat(incoming.kind()).isEqualTo(Kind.BROKEN);
    assertThat(incoming.text()).isEqualTo(rule);
  }

  @Test
  void aCloseHasItsCodeAndNothingComesBehindIt() throws IOException {
    byte[] sent = bytes(0x88, 2, 0x03, 0xe9, 0x81, 1, "x");
    try (ScriptedServer server = ScriptedServer.sending(sent);
        WireSocket socket = WireSocket.open(server.upgrade())) {
      Incoming close = socket.next(PATIENT_MS);

      assertThat(close).isNotNull();
      assertThat(close.kind()).isEqualTo(Kind.CLOSE);
      assertThat(close.code()).isEqualTo(1001);
      Incoming end = socket.next(PATIENT_MS);
      assertThat(end).isNotNull();
      assertThat(end.kind()).isEqualTo(Kind.END);
    }
    assertThat(first(bytes(0x88, 0)).code()).isEqualTo(1005);
  }

  @Test
  void whereNothingComesNobodyWaitsLongerThanAsked() throws IOException {
    try (ScriptedServer server = ScriptedServer.sending(bytes(0x81, 5, "in"));
        WireSocket socket = WireSocket.open(server.upgrade())) {
      assertThat(socket.next(1)).isNull();
      assertThat(socket.next(20)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 403 Forbidden\r\n\r\n', 403",
    "'HTTP/1.1 101 Switching\r\nSec-WebSocket-Accept: wrong\r\n\r\n', 0",
    "'SSH-2.0-OpenSSH\r\n\r\n', 0",
    "'HTTP/1.1 200 OK\r\n\r\n', 200",
  })
  void aServerThatDoesNotUpgradeIsRefusal(String answer, int status) throws IOException {
    try (ScriptedServer server = ScriptedServer.answering(answer)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> WireSocket.open(server.upgrade()).close())
          .satisfies(refused -> assertThat(refused.status()).isEqualTo(status));
    }
  }
}
