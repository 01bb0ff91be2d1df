package io.wirthforge.bridge.bench;

import io.wirthforge.bridge.FrameClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Many WebSocket clients on one thread, each reading all it is sent. */
final class LoadClient implements AutoCloseable {

  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final long SLACK_NANOS = 1_000_000L;
  private static final long TICK_NANOS = 1_000_000_000L / FrameClock.FRAME_RATE;

  private final Rival rival;
  private final Selector selector = Selector.open();
  private final List<LoadConnection> connections = new ArrayList<>();
  // When each client's newest tick was due, by the earliest that came: a late one is not a lost
  // one.
  private final Map<LoadConnection, Long> newestTick = new HashMap<>();
  private long lostTicks;

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
    Histogram delays = new Histogram(LONGEST_NANOS, 3);
    read(
        untilNanos,
        (connection, emitNanos, now) -> {
          if (emitNanos >= measureFromNanos) {
            delays.recordValue(Math.max(0, now - emitNanos));
          }
        });
    return delays;
  }

  /**
   * Reads events that are made once a tick, for a time.
   *
   * @param measureFromNanos ticks before it are not counted
   * @return how old each tick was when it, or a later one, was read, in nanoseconds: one that was
   *     lost has waited for the next
   */
  Histogram readTicks(long measureFromNanos, long untilNanos) throws IOException {
    Histogram delays = new Histogram(LONGEST_NANOS, 3);
    read(
        untilNanos,
        (connection, emitNanos, now) -> {
          long due = newestTick.getOrDefault(connection, emitNanos - TICK_NANOS) + TICK_NANOS;
          long ticks = 1 + Math.max(0, (emitNanos - due + SLACK_NANOS) / TICK_NANOS);
          newestTick.put(connection, Math.min(emitNanos, due + (ticks - 1) * TICK_NANOS));
          for (long later = ticks - 1; later >= 0; later--) {
            long tick = emitNanos - later * TICK_NANOS;
            if (tick >= measureFromNanos) {
              lostTicks += later > 0 ? 1 : 0;
              delays.recordValue(Math.max(0, now - tick));
            }
          }
        });
    return delays;
  }

  /** How many ticks were lost since the beginning, summed over the clients. */
  long lostTicks() {
    return lostTicks;
  }

  private void read(long untilNanos, Arrival arrival) throws IOException {
    while (System.nanoTime() < untilNanos) {
      selector.select(10);
      long now = System.nanoTime();
      for (SelectionKey key : selector.selectedKeys()) {
        LoadConnection connection = (LoadConnection) key.attachment();
        connection.read(emitNanos -> arrival.of(connection, emitNanos, now));
      }
      selector.selectedKeys().clear();
    }
  }

  /** An event that was read. */
  private interface Arrival {
    void of(LoadConnection connection, long emitNanos, long nowNanos);
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
