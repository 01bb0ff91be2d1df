package io.wirthforge.bridge.adversary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A client that notes how old each frame is that reaches it, in ticks of the server. */
final class AgedView implements AutoCloseable {

  final View view = new View();
  private final Server server;
  private final WireClient client;
  private final List<Long> ages = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean over;

  private AgedView(Server server, WireClient client) {
    this.server = server;
    this.client = client;
    Thread thread = new Thread(this::read, "aged view");
    thread.setDaemon(true);
    thread.start();
  }

  /** Connects by way of a port, a proxy's perhaps. */
  static AgedView join(Server server, int port) throws IOException {
    return new AgedView(server, WireClient.connect(port, server.port(), true, "", 0));
  }

  private void read() {
    try {
      int frames = 0;
      for (String text = client.nextText(); text != null; text = client.nextText()) {
        long frame = view.apply(text);
        if (frame >= 0) {
          ages.add(server.newestFrame() - frame);
          if (++frames % Follower.FRAMES_PER_ACK == 0) {
            client.ack(frame);
          }
        }
      }
    } catch (IOException e) {
      // The end of the connection.
    } finally {
      over = true;
    }
  }

  /** The age that this share of the frames did not exceed, in milliseconds. */
  long ageMs(double share) {
    synchronized (ages) {
      List<Long> sorted = new ArrayList<>(ages);
      Collections.sort(sorted);
      return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())) * 1000 / 60;
    }
  }

  int frames() {
    return ages.size();
  }

  void untilEndOf(Story story) {
    Patience.until(
        "the end of the story",
        () -> {
          if (over && !story.isHeardBy(view)) {
            throw new AssertionError("the connection ended, code " + client.closeCode());
          }
          return story.isHeardBy(view);
        });
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
