package io.wirthforge.schemas.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wirthforge.schemas.client.Incoming.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that a thread of its owner reads. While nobody reads, nothing is read: a stall is a
 * stall. Pings are answered in passing. Any thread may send.
 */
public final class WireSocket implements AutoCloseable {

  /** First byte of a whole text message. */
  public static final int TEXT = 0x81;

  /** First byte of a whole binary message. */
  public static final int BINARY = 0x82;

  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8a;

  private static final int NORMAL = 1000;
  private static final int CHUNK = 16 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String subProtocol;
  private final FrameParser parser = new FrameParser();
  private boolean closeSent;
  private boolean ended;

  private WireSocket(Socket socket, Handshake shaken) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.subProtocol = shaken.subProtocol();
  }

  /**
   * Connects.
   *
   * @throws RefusedException where the server answers anything but 101
   * @throws IOException where there is no server, or it breaks the connection
   */
  public static WireSocket open(Upgrade upgrade) throws IOException {
    Socket socket = Sockets.connect(upgrade.address());
    try {
      Handshake shaken = Handshake.perform(socket, upgrade);
      return new WireSocket(socket, shaken);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The sub-protocol the server chose; empty for none. */
  public String subProtocol() {
    return subProtocol;
  }

  /**
   * The next message, pong or end.
   *
   * @param waitMs how long to wait for it
   * @return null where none came in that time
   */
  public @Nullable Incoming next(long waitMs) {
    long deadline = System.nanoTime() + waitMs * 1_000_000;
    while (!ended) {
      Incoming whole = parser.next();
      if (whole == null) {
        long leftMs = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0 || !fill((int) Math.min(leftMs, 60_000))) {
          return ended ? end() : null;
        }
      } else if (whole.kind() == Kind.PING) {
        send(PONG, whole.data());
      } else {
        return noted(whole);
      }
    }
    return end();
  }

  private Incoming noted(Incoming whole) {
    if (whole.kind() == Kind.CLOSE || whole.kind() == Kind.BROKEN) {
      close(whole.kind() == Kind.CLOSE ? NORMAL : 1002);
      ended = true;
    }
    return whole;
  }

  /** Reads once; false where nothing came. */
  private boolean fill(int waitMs) {
    try {
      socket.setSoTimeout(Math.max(1, waitMs));
      byte[] chunk = new byte[CHUNK];
      int n = in.read(chunk);
      if (n > 0) {
        parser.feed(Arrays.copyOf(chunk, n));
        return true;
      }
      ended = true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      ended = true; // Reset, or closed by another thread.
    }
    return false;
  }

  private static Incoming end() {
    return FrameParser.incoming(Kind.END, "", new byte[0], 1006, 0);
  }

  /** Sends a text message; false where the connection is gone. */
  public boolean sendText(String text) {
    return send(TEXT, text.getBytes(UTF_8));
  }

  /** Sends a ping; false where the connection is gone. */
  public boolean ping(byte[] data) {
    return send(PING, data);
  }

  /** Says goodbye; the server's own goodbye is still to be read. */
  public boolean close(int code) {
    synchronized (out) {
      if (closeSent) {
        return false;
      }
      closeSent = true;
      return send(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }
  }

  /** Sends one WebSocket frame as it is given, masked as it must be. */
  public boolean send(int firstByte, byte[] payload) {
    return write(FrameParser.frame(firstByte, payload, RANDOM.nextInt()));
  }

  /** Sends bytes that need not be WebSocket; false where the connection is gone. */
  public boolean write(byte[] bytes) {
    synchronized (out) {
      try {
        out.write(bytes);
        return true;
      } catch (IOException e) {
        return false; // Whoever reads learns of the end.
      }
    }
  }

  /** Drops the connection without a goodbye. */
  @Override
  public void close() {
    Sockets.close(socket);
  }
}
