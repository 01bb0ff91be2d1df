package io.wirthforge.bridge.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A man in the middle that knows WebSocket: lets everything pass byte for byte, but for what its
 * {@link Spoiler}s change.
 */
final class SpoilingProxy implements AutoCloseable {

  /**
   * A WebSocket frame.
   *
   * @param raw its bytes as they came
   * @param text what it says, if it is a whole text message
   */
  private record WireFrame(byte[] raw, boolean isText, String text) {}

  private final ServerSocket door;
  private final int serverPort;
  private final Supplier<Spoiler> spoilers;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  SpoilingProxy(int serverPort, Supplier<Spoiler> spoilers) throws IOException {
    this.serverPort = serverPort;
    this.spoilers = spoilers;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    run(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        run(() -> serve(client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort)) {
      sockets.add(client);
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Spoiler spoiler = spoilers.get();
      DataInputStream fromClient = new DataInputStream(client.getInputStream());
      DataInputStream fromServer = new DataInputStream(server.getInputStream());
      String head = head(fromClient);
      Runnable cut = () -> close(client, server);
      spoiler.open(head, (toServer, text) -> tell(toServer ? server : client, text, toServer), cut);
      String asked =
          spoiler.request(head.replace(":" + port() + "\r\n", ":" + serverPort + "\r\n"));
      server.getOutputStream().write(asked.getBytes(ISO_8859_1));
      String answer = spoiler.answer(head(fromServer));
      client.getOutputStream().write(answer.getBytes(ISO_8859_1));
      if (answer.startsWith("HTTP/1.1 101")) {
        run(() -> pumpUp(fromClient, server, spoiler, cut));
        pumpDown(fromServer, client, spoiler);
      } else {
        fromServer.transferTo(client.getOutputStream());
      }
    } catch (IOException e) {
      // Either end is gone, and so is the other.
    } finally {
      close(client);
    }
  }

  private static void pumpDown(DataInputStream from, Socket client, Spoiler spoiler)
      throws IOException {
    while (true) {
      WireFrame frame = read(from);
      if (frame.isText) {
        for (String text : spoiler.down(frame.text)) {
          tell(client, text, false);
        }
      } else {
        write(client, frame.raw);
      }
    }
  }

  private static void pumpUp(DataInputStream from, Socket server, Spoiler spoiler, Runnable cut) {
    try {
      while (true) {
        WireFrame frame = read(from);
        if (!frame.isText || spoiler.up(frame.text)) {
          write(server, frame.raw);
        }
      }
    } catch (IOException e) {
      cut.run();
    }
  }

  private static WireFrame read(DataInputStream in) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    raw.write(first);
    raw.write(second);
    long length = second & 0x7f;
    if (length >= 126) {
      byte[] more = in.readNBytes(length == 126 ? 2 : 8);
      raw.writeBytes(more);
      ByteBuffer number = ByteBuffer.wrap(more);
      length = length == 126 ? number.getShort() & 0xffff : number.getLong();
    }
    byte[] mask = in.readNBytes((second & 0x80) == 0 ? 0 : 4);
    raw.writeBytes(mask);
    byte[] payload = in.readNBytes((int) length);
    if (payload.length < length) {
      throw new EOFException();
    }
    raw.writeBytes(payload);
    for (int i = 0; i < payload.length && mask.length == 4; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new WireFrame(raw.toByteArray(), first == 0x81, new String(payload, UTF_8));
  }

  private static void tell(Socket to, String text, boolean masked) {
    byte[] payload = text.getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    int mask = masked ? 0x80 : 0;
    frame.put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) (mask | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (mask | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (mask | 127)).putLong(payload.length);
    }
    if (masked) {
      frame.putInt(0); // Masking by zeros is masking too.
    }
    frame.put(payload);
    byte[] bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    try {
      write(to, bytes);
    } catch (IOException e) {
      close(to);
    }
  }

  private static void write(Socket to, byte[] bytes) throws IOException {
    synchronized (to) {
      OutputStream out = to.getOutputStream();
      out.write(bytes);
    }
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "spoiling-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket... sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // Closed already.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    sockets.forEach(SpoilingProxy::close);
  }
}
