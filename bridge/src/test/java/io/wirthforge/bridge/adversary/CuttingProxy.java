package io.wirthforge.bridge.adversary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy that breaks connections: after a number of bytes, after a time, at once, or so that
 * they stay open while nothing passes any more.
 */
final class CuttingProxy implements AutoCloseable {

  /**
   * How long a connection lasts.
   *
   * @param bytes how many bytes from the server pass
   * @param nanos how long they pass
   * @param hard whether it ends with a reset
   */
  record Life(long bytes, long nanos, boolean hard) {
    static final Life UNBROKEN = new Life(Long.MAX_VALUE, Long.MAX_VALUE, false);
  }

  private final ServerSocket door;
  private final int serverPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger endedByServer = new AtomicInteger();
  private volatile Life next = Life.UNBROKEN;
  private volatile boolean halfOpen;

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("proxy", this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How long connections last that are made from now on. */
  void nextLife(Life life) {
    next = life;
  }

  /** From now on nothing passes, and nothing is read, though all sockets stay open. */
  void halfOpen() {
    halfOpen = true;
  }

  /** Whatever waits passes again. */
  void heal() {
    halfOpen = false;
  }

  /** How many connections this proxy cut. */
  int cuts() {
    return cuts.get();
  }

  /** How many connections the server ended. */
  int endedByServer() {
    return endedByServer.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        open(door.accept());
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void open(Socket client) throws IOException {
    Life life = next;
    Socket server = new Socket();
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    sockets.add(client);
    sockets.add(server);
    Runnable cut = () -> cut(client, server, life.hard);
    run("up", () -> pump(client, server, Long.MAX_VALUE, cut));
    run("down", () -> pumpDown(server, client, life.bytes, cut));
    if (life.nanos < Long.MAX_VALUE) {
      timer.schedule(cut, life.nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void pumpDown(Socket server, Socket client, long budget, Runnable cut) {
    if (pump(server, client, budget, cut)) {
      endedByServer.incrementAndGet();
    }
  }

  /** Passes bytes on; returns whether the one they came from ended it. */
  private boolean pump(Socket from, Socket to, long budget, Runnable cut) {
    byte[] buffer = new byte[4096];
    long left = budget;
    boolean reading = true;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      while (left > 0) {
        while (halfOpen) {
          LockSupport.parkNanos(1_000_000);
        }
        reading = true;
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          to.shutdownOutput();
          return true;
        }
        reading = false;
        out.write(buffer, 0, n);
        left -= n;
      }
      cut.run();
      return false;
    } catch (IOException e) {
      return reading && !from.isClosed();
    }
  }

  private void cut(Socket client, Socket server, boolean hard) {
    // Either may be the first to be cut, and only the first counts.
    if (sockets.remove(client)) {
      cuts.incrementAndGet();
    }
    sockets.remove(server);
    close(client, hard);
    close(server, hard);
  }

  private static void close(Socket socket, boolean hard) {
    try {
      if (hard && !socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      // Closed already.
    }
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    halfOpen = false;
    door.close();
    sockets.forEach(socket -> close(socket, false));
  }
}
