package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Clients that leave and come back together, on one thread. */
final class Crowd {

  private final Rival rival;
  private final int port;
  private final Selector selector = Selector.open();
  private List<LoadConnection> connections = new ArrayList<>();
  private List<String> resumptions = new ArrayList<>();

  Crowd(Rival rival, int port, int clients) throws IOException {
    this.rival = rival;
    this.port = port;
    for (int i = 0; i < clients; i++) {
      resumptions.add("");
      LoadConnection connection = LoadClient.open(rival, port);
      connection.register(selector);
      connections.add(connection);
    }
  }

  /** Reads for a time. */
  void read(long untilNanos) throws IOException {
    while (System.nanoTime() < untilNanos) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        ((LoadConnection) key.attachment()).read(made -> {});
      }
      selector.selectedKeys().clear();
    }
  }

  /** All end at once. */
  void leave() throws IOException {
    resumptions = connections.stream().map(LoadConnection::resumption).toList();
    for (LoadConnection connection : connections) {
      connection.close();
    }
    selector.selectNow(); // Lets go of the closed ones.
  }

  /**
   * All connect again, each where it left the stream if that is to be had, and read on.
   *
   * @return when each had its first event, counted from the first connection on, in nanoseconds
   */
  Histogram comeBack(long untilNanos) throws IOException {
    List<LoadConnection> left = connections;
    connections = new ArrayList<>();
    long begun = System.nanoTime();
    for (String resumption : resumptions) {
      LoadConnection connection = LoadClient.begin(rival, port, resumption);
      connection.register(selector);
      connections.add(connection);
    }
    Histogram back = new Histogram(60_000_000_000L, 3);
    Set<LoadConnection> returned = new HashSet<>();
    while (System.nanoTime() < untilNanos) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        LoadConnection connection = (LoadConnection) key.attachment();
        connection.read(
            made -> {
              if (returned.add(connection)) {
                back.recordValue(System.nanoTime() - begun);
              }
            });
      }
      selector.selectedKeys().clear();
    }
    requireAll(left, returned);
    return back;
  }

  private void requireAll(List<LoadConnection> left, Set<LoadConnection> returned)
      throws IOException {
    if (returned.size() < connections.size()) {
      throw new IOException(connections.size() - returned.size() + " clients did not come back");
    }
    for (int i = 0; i < left.size() && rival.isFrames(); i++) {
      if (connections.get(i).firstFrom() != left.get(i).newest() + 1) {
        throw new IOException("a client came back and did not get what it had missed");
      }
    }
  }
}
