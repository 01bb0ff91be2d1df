package io.wirthforge.bridge.bench;

import io.wirthforge.bridge.FrameClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thread that frames an event once per tick and writes the same bytes to every socket. */
final class FloorServer {

  private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
  private static final int HEADER_BYTES = 4;
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final int port;
  private final List<Client> clients = new ArrayList<>();

  /** A socket, and the end of a frame that it did not take at once. */
  private static final class Client {
    final SocketChannel channel;
    @Nullable ByteBuffer rest;

    Client(SocketChannel channel) {
      this.channel = channel;
    }

    /** Writes a frame, unless the one before is still on its way. */
    void write(ByteBuffer frame) throws IOException {
      ByteBuffer begun = rest;
      if (begun != null) {
        channel.write(begun);
        rest = begun.hasRemaining() ? begun : null;
      }
      if (rest == null) {
        ByteBuffer bytes = frame.duplicate();
        channel.write(bytes);
        rest = bytes.hasRemaining() ? bytes : null;
      }
    }
  }

  FloorServer(int port) {
    this.port = port;
  }

  void run() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress("127.0.0.1", port), 1024);
      server.configureBlocking(false);
      FrameClock clock = new FrameClock(System.nanoTime());
      while (true) {
        LockSupport.parkNanos(clock.nanosUntilNext(System.nanoTime()));
        if (clock.poll(System.nanoTime()).isPresent()) {
          accept(server);
          send(frame());
        }
      }
    }
  }

  private static ByteBuffer frame() {
    List<byte[]> texts =
        BenchEvent.jsons().stream()
            .map(event -> event.encode().getBytes(StandardCharsets.UTF_8))
            .toList();
    int size = texts.stream().mapToInt(text -> text.length + HEADER_BYTES).sum();
    ByteBuffer frames = ByteBuffer.allocateDirect(size);
    for (byte[] text : texts) {
      frames.put((byte) 0x81).put((byte) 126).putShort((short) text.length).put(text);
    }
    return frames.flip();
  }

  private void send(ByteBuffer frame) {
    for (Iterator<Client> each = clients.iterator(); each.hasNext(); ) {
      try {
        each.next().write(frame);
      } catch (IOException gone) {
        each.remove();
      }
    }
  }

  private void accept(ServerSocketChannel server) throws Exception {
    for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
      ByteBuffer request = ByteBuffer.allocate(4096);
      client.read(request); // Blocks until the request is there; it comes in one piece.
      String text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
      Matcher key = KEY.matcher(text);
      if (key.find()) {
        client.write(ByteBuffer.wrap(answer(key.group(1)).getBytes(StandardCharsets.US_ASCII)));
        client.configureBlocking(false);
        // As Vert.x does; without it a frame waits for the receipt of the one before.
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        clients.add(new Client(client));
      }
    }
  }

  private static String answer(String key) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + Base64.getEncoder().encodeToString(hash)
        + "\r\n\r\n";
  }
}
