package io.wirthforge.bridge.adversary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client of RFC 6455 on a bare socket, which reads and answers only when it is told to. */
final class WireClient implements AutoCloseable {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int ABNORMAL = 1006;
  private static final byte[] MASK = {0x5A, 0x13, 0x7F, 0x01};

  private final Socket socket;
  private final DataInputStream in;
  private volatile boolean answersPings = true;
  private volatile int mouthful = Integer.MAX_VALUE;
  private volatile int closeCode = ABNORMAL;
  private volatile int mostFragments;

  private WireClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(new Sips(socket.getInputStream()), 1024));
  }

  static WireClient connect(int port, boolean inFrames, String query) throws IOException {
    return connect(port, port, inFrames, query, 0);
  }

  /**
   * Connects.
   *
   * @param port where to, a proxy's perhaps
   * @param serverPort the server's own, which its gate asks for
   * @param inFrames frames mode, else events mode
   * @param query what follows the path, such as {@code ?rate=30}
   * @param receiveBufferBytes of the socket; 0 for the system's default
   */
  static WireClient connect(
      int port, int serverPort, boolean inFrames, String query, int receiveBufferBytes)
      throws IOException {
    Socket socket = new Socket();
    try {
      if (receiveBufferBytes > 0) {
        socket.setReceiveBufferSize(receiveBufferBytes);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      WireClient client = new WireClient(socket);
      client.upgrade(serverPort, inFrames, query);
      return client;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void upgrade(int serverPort, boolean inFrames, String query) throws IOException {
    String request =
        "GET /ws"
            + query
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + serverPort
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            + (inFrames ? "\r\nSec-WebSocket-Protocol: wirthforge.frames.v1" : "")
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + head.substring(0, head.indexOf("\r")));
    }
  }

  /** Whether protocol pings are answered as they are read, as any RFC 6455 client does. */
  void answersPings(boolean answers) {
    answersPings = answers;
  }

  /** From now on it reads at most so many bytes a millisecond. */
  void mouthful(int bytes) {
    mouthful = bytes;
  }

  /** A socket's bytes, some at a time. */
  private final class Sips extends FilterInputStream {

    Sips(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (mouthful < length) {
        LockSupport.parkNanos(1_000_000);
      }
      return super.read(buffer, offset, Math.min(length, mouthful));
    }
  }

  /**
   * The next text message, put together from its fragments.
   *
   * @return null once the server said goodbye
   * @throws IOException if the connection broke
   */
  @Nullable String nextText() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int parts = 0;
    while (true) {
      int first = in.readUnsignedByte();
      byte[] payload = readPayload();
      switch (first & 0xF) {
        case CLOSE -> {
          closeCode = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
          answerClose(payload);
          return null;
        }
        case PING -> {
          if (answersPings) {
            send(PONG, payload);
          }
        }
        case PONG -> {}
        default -> {
          message.writeBytes(payload);
          parts++;
          if ((first & 0x80) != 0) {
            mostFragments = Math.max(mostFragments, parts);
            return message.toString(UTF_8);
          }
        }
      }
    }
  }

  private void answerClose(byte[] payload) {
    try {
      send(CLOSE, Arrays.copyOf(payload, 2));
    } catch (IOException e) {
      // It did not wait for an answer.
    }
  }

  private byte[] readPayload() throws IOException {
    int length = in.readUnsignedByte();
    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
    byte[] payload = new byte[Math.toIntExact(size)];
    in.readFully(payload);
    return payload;
  }

  /** How many fragments a text message came in, at the most. */
  int mostFragments() {
    return mostFragments;
  }

  /** The close code the server gave; 1006 if it gave none. */
  int closeCode() {
    return closeCode;
  }

  void ack(long frameNumber) throws IOException {
    say("{\"type\":\"ack\",\"frameNumber\":" + frameNumber + "}");
  }

  void say(String text) throws IOException {
    send(TEXT, text.getBytes(UTF_8));
  }

  /** Sends a frame of any kind. */
  void send(int opcode, byte[] payload) throws IOException {
    socket.getOutputStream().write(frame(opcode, payload));
  }

  /** The bytes of a frame as clients send them. */
  static byte[] frame(int opcode, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x80 | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i & 3]);
    }
    return frame.toByteArray();
  }

  /** Reads whatever comes until the connection is over. */
  void drain() {
    try {
      byte[] buffer = new byte[8192];
      int n = 0;
      while (n >= 0) {
        n = in.read(buffer);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server neither sent nor closed", e);
    } catch (IOException e) {
      // The end, and a hard one.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
