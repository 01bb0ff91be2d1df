package io.wirthforge.schemas.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Base64;

/** A server that answers one upgrade, writes the bytes it was given, and keeps what it is sent. */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket door;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  private ScriptedServer(String answer, byte[] then) throws IOException {
    door = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(() -> serve(answer, then), "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** One that upgrades. */
  static ScriptedServer sending(byte[] then) throws IOException {
    return new ScriptedServer("", then);
  }

  /** One that answers something else. */
  static ScriptedServer answering(String answer) throws IOException {
    return new ScriptedServer(answer, new byte[0]);
  }

  Upgrade upgrade() {
    return Upgrade.to(StreamAddress.of("ws://127.0.0.1:" + door.getLocalPort() + "/ws"));
  }

  private void serve(String answer, byte[] then) {
    try (Socket client = door.accept()) {
      String request = head(client.getInputStream());
      String reply = answer.isEmpty() ? upgraded(request) : answer;
      client.getOutputStream().write(reply.getBytes(ISO_8859_1));
      client.getOutputStream().write(then);
      if (!answer.isEmpty()) {
        return;
      }
      for (int b = client.getInputStream().read(); b >= 0; b = client.getInputStream().read()) {
        synchronized (heard) {
          heard.write(b);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static String upgraded(String request) {
    String key = request.replaceFirst("(?s).*Sec-WebSocket-Key: ([^\r]*)\r.*", "$1");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(hash)
          + "\r\n\r\n";
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** How many bytes it was sent behind the upgrade. */
  int heardBytes() {
    synchronized (heard) {
      return heard.size();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
