package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.client.Incoming;
import io.wirthforge.schemas.client.Incoming.Kind;
import io.wirthforge.schemas.client.Upgrade;
import io.wirthforge.schemas.client.WireSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A client that reads on a thread of its own and keeps what comes. It answers heartbeats and
 * confirms frames unless told not to, and stops reading where it is told to stall.
 */
final class Watcher implements AutoCloseable {

  /** How long anything that has to come may take, on a machine however busy. */
  static final long LIMIT_MS = 20_000;

  private static final long LOOK_MS = 50;
  private static final int FRAMES_PER_ACK = 5;

  private final WireSocket socket;
  private final WireProtocol mode;
  private final long openNanos = System.nanoTime();
  private final List<Message> messages = new ArrayList<>();
  private final List<byte[]> pongs = new ArrayList<>();
  private final boolean confirms;
  private boolean stalled;
  private long firstMs = -1;
  private long newest = -1;
  private int frames;
  private int framesPerAck = FRAMES_PER_ACK;
  private int closeCode;
  private boolean over;

  private Watcher(WireSocket socket, WireProtocol mode, boolean confirms) {
    this.socket = socket;
    this.mode = mode;
    this.confirms = confirms;
  }

  static Watcher join(Upgrade upgrade, WireProtocol mode) throws IOException {
    return join(upgrade, mode, true);
  }

  /**
   * Connects and begins to read.
   *
   * @param confirms whether it confirms frames by itself
   */
  static Watcher join(Upgrade upgrade, WireProtocol mode, boolean confirms) throws IOException {
    Watcher watcher = new Watcher(WireSocket.open(upgrade), mode, confirms);
    Thread thread = new Thread(watcher::read, "conformance-" + mode.label());
    thread.setDaemon(true);
    thread.start();
    return watcher;
  }

  private void read() {
    while (!isOver()) {
      awaitLeaveToRead();
      Incoming incoming = socket.next(LOOK_MS);
      if (incoming != null) {
        take(incoming);
      }
    }
  }

  private synchronized void awaitLeaveToRead() {
    while (stalled && !over) {
      pause(LIMIT_MS);
    }
  }

  private synchronized void take(Incoming incoming) {
    switch (incoming.kind()) {
      case PONG, PING -> pongs.add(incoming.data());
      case CLOSE -> {
        closeCode = incoming.code();
        over = true;
      }
      case END -> over = true;
      default -> message(incoming);
    }
    notifyAll();
  }

  private void message(Incoming incoming) {
    Message message = Message.of(messages.size() + 1, incoming);
    messages.add(message);
    over = incoming.kind() == Kind.BROKEN;
    if (firstMs < 0) {
      firstMs = (incoming.nanos() - openNanos) / 1_000_000;
    }
    JsonNode json = message.json();
    if (json.path("frameNumber").isIntegralNumber()) {
      newest = Math.max(newest, json.path("frameNumber").longValue());
    }
    if (message.isFrame()) {
      json.path("events").forEach(this::answer);
      if (++frames % framesPerAck == 0 && confirms) {
        ack(newest);
      }
    } else if (message.type().equals("welcome")) {
      framesPerAck = Math.max(1, Math.min(FRAMES_PER_ACK, json.path("ackWindow").asInt(1) / 3));
    } else {
      answer(json);
    }
  }

  private void answer(JsonNode event) {
    if (event.path("type").asText().equals("heartbeat")) {
      say(
          "{\"type\":\"heartbeat_response\",\"sequence\":"
              + event.path("payload").path("sequence").asLong()
              + "}");
    }
  }

  void ack(long frameNumber) {
    say("{\"type\":\"ack\",\"frameNumber\":" + frameNumber + "}");
  }

  boolean say(String text) {
    return socket.sendText(text);
  }

  WireSocket socket() {
    return socket;
  }

  /** Stops to read, and so to confirm. */
  synchronized void stall() {
    stalled = true;
  }

  /** Reads again. */
  synchronized void goOn() {
    stalled = false;
    notifyAll();
  }

  /** Waits until something is so; false where it is not within a limit, or the connection ends. */
  synchronized boolean await(BooleanSupplier condition, long limitMs) {
    long deadline = System.nanoTime() + limitMs * 1_000_000;
    while (!condition.getAsBoolean()) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (over || leftMs <= 0) {
        return false;
      }
      pause(Math.min(leftMs, LOOK_MS));
    }
    return true;
  }

  boolean await(BooleanSupplier condition) {
    return await(condition, LIMIT_MS);
  }

  /** Waits for so many ticks from now on, by the server's own count. */
  boolean awaitTicks(long ticks) {
    long target = newest() + ticks;
    return await(() -> newest() >= target);
  }

  private void pause(long ms) {
    try {
      wait(ms);
    } catch (InterruptedException e) {
      over = true;
      Thread.currentThread().interrupt();
    }
  }

  synchronized Transcript transcript() {
    return new Transcript(mode, messages, firstMs);
  }

  synchronized List<byte[]> pongs() {
    return List.copyOf(pongs);
  }

  /** The greatest frame number so far; -1 before the first. */
  synchronized long newest() {
    return newest;
  }

  synchronized int frames() {
    return frames;
  }

  synchronized int count() {
    return messages.size();
  }

  synchronized boolean isOver() {
    return over;
  }

  /** The code of the server's close; 0 where there was none. */
  synchronized int closeCode() {
    return closeCode;
  }

  /** Waits for the end of the connection, and returns {@link #closeCode}. */
  int awaitClose() {
    await(this::isOver);
    return closeCode();
  }

  double secondsOpen() {
    return (System.nanoTime() - openNanos) / 1e9;
  }

  @Override
  public void close() {
    socket.close();
    synchronized (this) {
      over = true;
      notifyAll();
    }
  }
}
