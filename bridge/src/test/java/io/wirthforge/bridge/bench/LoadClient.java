package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Many WebSocket clients on one thread, each reading all it is sent. */
final class LoadClient implements AutoCloseable {

  private final Rival rival;
  private final Selector selector = Selector.open();
  private final List<LoadConnection> connections = new ArrayList<>();

  LoadClient(Rival rival, int port, int clients) throws IOException {
    this.rival = rival;
    for (int i = 0; i < clients; i++) {
      connections.add(connect(port));
    }
  }

  /**
   * Reads for a time.
   *
   * @param measureFromNanos events made before it are read but not counted
   * @return the delays from making to reading, in nanoseconds
   */
  Histogram read(long measureFromNanos, long untilNanos) throws IOException {
    Histogram delays = new Histogram(60_000_000_000L, 3);
    while (System.nanoTime() < untilNanos) {
      selector.select(10);
      long now = System.nanoTime();
      for (SelectionKey key : selector.selectedKeys()) {
        LoadConnection connection = (LoadConnection) key.attachment();
        connection.read(
            emitNanos -> {
              if (emitNanos >= measureFromNanos) {
                delays.recordValue(Math.max(0, now - emitNanos));
              }
            });
      }
      selector.selectedKeys().clear();
    }
    return delays;
  }

  @Override
  public void close() throws IOException {
    for (LoadConnection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  /** A connection of its own, that nobody reads yet. */
  static LoadConnection open(Rival rival, int port) throws IOException {
    LoadConnection connection = begin(rival, port, "");
    connection.awaitUpgrade();
    return connection;
  }

  /** The same, whose upgrade nobody has answered yet. */
  static LoadConnection begin(Rival rival, int port, String query) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    String protocol =
        rival.subProtocol() == null
            ? ""
            : "Sec-WebSocket-Protocol: " + rival.subProtocol() + "\r\n";
    String request =
        "GET "
            + rival.path()
            + query
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + protocol
            + "\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return new LoadConnection(channel, rival);
  }

  private LoadConnection connect(int port) throws IOException {
    LoadConnection connection = open(rival, port);
    connection.register(selector);
    return connection;
  }
}
