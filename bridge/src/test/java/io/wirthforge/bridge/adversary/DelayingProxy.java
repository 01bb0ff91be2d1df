package io.wirthforge.bridge.adversary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy that holds back what passes, each way, some longer than other, none out of order. */
final class DelayingProxy implements AutoCloseable {

  private record Parcel(byte[] bytes, long dueNanos) {}

  private final ServerSocket door;
  private final int serverPort;
  private final int leastMs;
  private final int mostMs;

  DelayingProxy(int serverPort, int leastMs, int mostMs) throws IOException {
    this.serverPort = serverPort;
    this.leastMs = leastMs;
    this.mostMs = mostMs;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pass(client, server);
        pass(server, client);
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pass(Socket from, Socket to) {
    BlockingQueue<Parcel> road = new LinkedBlockingQueue<>();
    run(() -> collect(from, road));
    run(() -> deliver(road, to));
  }

  private void collect(Socket from, BlockingQueue<Parcel> road) {
    Random random = new Random(8145);
    byte[] buffer = new byte[4096];
    try {
      for (int n = from.getInputStream().read(buffer); n >= 0; ) {
        long delayNanos = (leastMs + random.nextInt(mostMs - leastMs + 1)) * 1_000_000L;
        road.add(new Parcel(Arrays.copyOf(buffer, n), System.nanoTime() + delayNanos));
        n = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // The end, and a hard one.
    }
    road.add(new Parcel(new byte[0], System.nanoTime()));
  }

  private static void deliver(BlockingQueue<Parcel> road, Socket to) {
    try (to) {
      for (Parcel parcel = road.take(); parcel.bytes.length > 0; parcel = road.take()) {
        while (System.nanoTime() - parcel.dueNanos < 0) {
          LockSupport.parkNanos(parcel.dueNanos - System.nanoTime());
        }
        to.getOutputStream().write(parcel.bytes);
      }
    } catch (IOException | InterruptedException e) {
      // Nobody waits for it any more.
    }
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "delaying proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
