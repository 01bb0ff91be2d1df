package io.wirthforge.bridge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** A way to flood a server from one thread, over and over. */
enum Attack {
  PINGS("pings", true, frame(0x89, 125), true),
  PIECES("pieces without end", true, frame(0x00, 0), true),
  MESSAGES("messages", true, frame(0x81, 2), true),
  OVERSIZE("64 KiB and one byte", true, tooLarge(65_537), false),
  ENDLESS("a length of 2^63 - 1", true, tooLarge(Long.MAX_VALUE), false),
  NO_UTF8(
      "text that is no UTF-8", true, new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, -1}, false),
  SLOW_HEADERS("half handshakes", false, "GET /ws HTTP/1.1\r\nX: ".getBytes(US_ASCII), false),
  SILENCE("silent connections", false, new byte[0], false);

  /** What a connection that was not ended counts as. */
  static final int STAYS_OPEN = -1;

  private static final int PATIENCE_MS = 2_000;

  private final String title;
  private final boolean upgrades;
  private final byte[] bytes;
  private final boolean goesOn;

  Attack(String title, boolean upgrades, byte[] bytes, boolean goesOn) {
    this.title = title;
    this.upgrades = upgrades;
    this.bytes = bytes;
    this.goesOn = goesOn;
  }

  String title() {
    return title;
  }

  /** Whether its connections are left open; the server has to end them. */
  boolean leavesOpen() {
    return !upgrades;
  }

  /**
   * Says on a new connection all that it has to say, without reading.
   *
   * @param over when those that go on until they are ended have to stop
   */
  void speak(Socket socket, BooleanSupplier over) {
    try {
      if (upgrades) {
        socket.getOutputStream().write(upgrade(socket.getPort()));
        socket.getInputStream().read(); // The answer has begun.
      }
      if (this == PIECES) {
        socket.getOutputStream().write(frame(0x01, 1));
      }
      do {
        socket.getOutputStream().write(bytes);
      } while (goesOn && !over.getAsBoolean());
    } catch (IOException ended) {
      return; // The server has had enough; its last words can be read.
    }
  }

  /**
   * The code of the close frame that a connection ends with; 0 if there is none, {@link
   * #STAYS_OPEN} if it does not end.
   */
  static int closeCode(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MS);
    long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000L;
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(piece)) {
        if (System.nanoTime() > deadline) {
          return STAYS_OPEN;
        }
        read.write(piece, 0, n);
      }
    } catch (SocketTimeoutException silent) {
      return STAYS_OPEN;
    } catch (SocketException reset) {
      read.flush(); // What came before it is what counts.
    }
    byte[] all = read.toByteArray();
    for (int at = all.length - 4; at >= 0; at--) {
      if (all[at] == (byte) 0x88 && at + 2 + all[at + 1] == all.length) {
        return ByteBuffer.wrap(all).getShort(at + 2) & 0xFFFF;
      }
    }
    return 0;
  }

  private static byte[] upgrade(int port) {
    return ("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        .getBytes(US_ASCII);
  }

  /** A frame of zeros under a mask of zeros. */
  private static byte[] frame(int first, int length) {
    byte[] frame = new byte[6 + length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | length);
    return frame;
  }

  private static byte[] tooLarge(long length) {
    return ByteBuffer.allocate(14).put((byte) 0x81).put((byte) 0xFF).putLong(length).array();
  }
}
