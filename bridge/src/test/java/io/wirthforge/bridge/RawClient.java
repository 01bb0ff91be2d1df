package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that does what no library lets one do: a socket, and bytes. */
final class RawClient implements AutoCloseable {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** An HTTP answer. */
  record Answer(int status, List<String> headers, String body) {

    /** The value of a header, or null. */
    @Nullable String header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).trim())
          .findFirst()
          .orElse(null);
    }
  }

  /** A WebSocket frame. */
  record WsFrame(int opcode, boolean isFinal, byte[] payload) {

    int closeCode() {
      return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
    }

    String text() {
      return new String(payload, UTF_8);
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawClient(int port, int receiveBufferBytes) throws IOException {
    socket = new Socket();
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 512));
  }

  static RawClient open(int port) {
    return open(port, 0);
  }

  static RawClient open(int port, int receiveBufferBytes) {
    try {
      return new RawClient(port, receiveBufferBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an upgrade request with our own Host and whatever lines are given. */
  static Answer upgrade(int port, String target, String... lines) {
    try (RawClient client = open(port)) {
      return client.handshake(target, lines);
    }
  }

  /** Sends a plain request; the lines are all of its headers. */
  static Answer get(int port, String target, String... lines) {
    try (RawClient client = open(port)) {
      return client.request("GET " + target + " HTTP/1.1", lines);
    }
  }

  /** The headers of an upgrade request from ourselves, and more. */
  static String[] upgradeHeaders(String host, String... more) {
    List<String> lines = new ArrayList<>();
    lines.add("Host: " + host);
    lines.add("Upgrade: websocket");
    lines.add("Connection: Upgrade");
    lines.add("Sec-WebSocket-Version: 13");
    lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    lines.addAll(List.of(more));
    return lines.toArray(String[]::new);
  }

  Answer handshake(String target, String... lines) {
    return request(
        "GET " + target + " HTTP/1.1", upgradeHeaders("127.0.0.1:" + socket.getPort(), lines));
  }

  Answer request(String requestLine, String... lines) {
    send((requestLine + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
    return answer();
  }

  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bounds what it has sent and the server's side has not. */
  void buffersAtMost(int bytes) {
    try {
      socket.setSendBufferSize(bytes);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes; false if the server has closed. */
  boolean trySend(byte[] bytes) {
    try {
      send(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** The bytes of a masked frame. */
  static byte[] frame(int opcode, boolean isFinal, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((isFinal ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      out.write(0x80 | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >> shift));
      }
    }
    byte[] mask = {1, 2, 3, 4};
    out.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ mask[i % 4]);
    }
    return out.toByteArray();
  }

  /** The next frame; null if the server closed the connection. */
  @Nullable WsFrame read() {
    try {
      int first = in.read();
      if (first < 0) {
        return null;
      }
      int length = in.readUnsignedByte();
      long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
      byte[] payload = new byte[Math.toIntExact(size)];
      in.readFully(payload);
      return new WsFrame(first & 0xF, (first & 0x80) != 0, payload);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server neither sent nor closed", e);
    } catch (SocketException | java.io.EOFException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The close frame, past all that comes before it; null if the connection just ended. */
  @Nullable WsFrame readClose() {
    while (true) {
      WsFrame frame = read();
      if (frame == null || frame.opcode() == CLOSE) {
        return frame;
      }
    }
  }

  /** Waits for the server to end the connection. */
  boolean isEnded() {
    return read() == null;
  }

  /** Reads whatever comes until the server ends the connection; fails if it does not. */
  void readToEnd() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server neither sent nor closed", e);
    } catch (SocketException e) {
      return; // Reset: an end as well.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the end comes before the last frame is whole, or without a close frame. */
  boolean isReset() {
    return readClose() == null;
  }

  Socket socket() {
    return socket;
  }

  /** Cuts the connection: the server learns of it by a reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next HTTP answer. */
  Answer answer() {
    try {
      String status = line();
      List<String> headers = new ArrayList<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        headers.add(line);
      }
      Answer head = new Answer(Integer.parseInt(status.split(" ")[1]), headers, "");
      String length = head.header("Content-Length");
      byte[] body = new byte[length == null ? 0 : Integer.parseInt(length)];
      in.readFully(body);
      return new Answer(head.status(), headers, new String(body, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
