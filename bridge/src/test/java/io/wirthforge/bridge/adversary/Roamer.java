package io.wirthforge.bridge.adversary;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client that knows several nodes: when one is gone it goes on with the next. */
final class Roamer implements AutoCloseable {

  private static final long RETRY_NANOS = 50_000_000;

  final View view = new View();
  private final List<Integer> ports;
  private final String query;
  private volatile boolean over;
  private volatile @Nullable WireClient client;
  private volatile @Nullable Throwable failure;
  private volatile int at;

  private Roamer(List<Integer> ports, String query) {
    this.ports = ports;
    this.query = query;
  }

  /**
   * Connects to the first of these nodes, and to the next whenever a connection ends.
   *
   * @param query what it asks for, such as {@code rate=10}
   */
  static Roamer among(List<Integer> ports, String query) {
    Roamer roamer = new Roamer(ports, query);
    Thread thread = new Thread(roamer::roam, "roamer");
    thread.setDaemon(true);
    thread.start();
    return roamer;
  }

  private void roam() {
    try {
      for (int i = 0; !over; i = (i + 1) % ports.size()) {
        follow(i);
        LockSupport.parkNanos(RETRY_NANOS);
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private void follow(int node) {
    String resume = view.position() < 0 ? "" : "&resume=" + view.epoch() + ":" + view.position();
    try (WireClient connected = WireClient.connect(ports.get(node), true, "?" + query + resume)) {
      client = connected;
      int frames = 0;
      for (String text = connected.nextText(); text != null; text = connected.nextText()) {
        long frame = view.apply(text);
        at = node;
        if (frame >= 0 && ++frames % Follower.FRAMES_PER_ACK == 0) {
          connected.ack(frame);
        }
      }
    } catch (IOException gone) {
      client = null; // The next one's turn.
    }
  }

  /** Which node it last heard, by its place among the ports. */
  int at() {
    if (failure != null) {
      throw new AssertionError("the client failed", failure);
    }
    return at;
  }

  @Override
  public void close() throws IOException {
    over = true;
    WireClient last = client;
    if (last != null) {
      last.close();
    }
  }
}
