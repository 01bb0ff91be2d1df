package io.wirthforge.bridge.adversary;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A client that reads as it should, on a thread of its own, and confirms every fifth frame. */
final class Follower implements AutoCloseable {

  static final int FRAMES_PER_ACK = 5;

  final View view;
  private final WireClient client;
  private final Thread thread;
  private volatile boolean acks = true;
  private volatile boolean over;

  private Follower(WireClient client, View view, String name) {
    this.client = client;
    this.view = view;
    this.thread = new Thread(this::follow, name);
    thread.setDaemon(true);
  }

  /** Connects and begins to read. */
  static Follower join(Server server, boolean inFrames) throws IOException {
    return join(WireClient.connect(server.port(), inFrames, ""), new View());
  }

  /** Begins to read on. */
  static Follower join(WireClient client, View view) {
    Follower follower = new Follower(client, view, "follower");
    follower.thread.start();
    return follower;
  }

  private void follow() {
    try {
      int frames = 0;
      for (String text = client.nextText(); text != null; text = client.nextText()) {
        long frame = view.apply(text);
        if (frame >= 0 && ++frames % FRAMES_PER_ACK == 0 && acks) {
          client.ack(frame);
        }
      }
    } catch (IOException e) {
      // The end of the connection.
    } finally {
      over = true;
    }
  }

  /** Whether it confirms frames by itself. */
  void acks(boolean confirms) {
    acks = confirms;
  }

  /** Waits until something is so for this client. */
  void until(String what, BooleanSupplier condition) {
    Patience.until(
        what,
        () -> {
          if (condition.getAsBoolean()) {
            return true;
          }
          if (over) {
            throw new AssertionError(
                "the connection ended, code " + client.closeCode() + ", before " + what);
          }
          return false;
        });
  }

  void untilEndOf(Story story) {
    until("the end of the story", () -> story.isHeardBy(view));
  }

  boolean isOver() {
    return over;
  }

  WireClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
