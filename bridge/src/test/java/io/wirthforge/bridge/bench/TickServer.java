package io.wirthforge.bridge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** All sources of ticks in one JVM, each on a loop of its own, a part of a tick apart. */
final class TickServer {

  private static final PrintStream OUT = System.out;
  private static final int WARM_UP_TICKS = 300;
  private static final int CHUNK_BYTES = 10_000;
  private static final int CHUNKS_PER_MILLI = 10;

  private TickServer() {}

  /**
   * Prints a line of JSON for each source.
   *
   * @param args nio or epoll; idle or garbage; seconds; the sources
   */
  public static void main(String[] args) throws Exception {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(args[0].equals("epoll"))
                .setEventLoopPoolSize(TickSource.values().length));
    if (args[0].equals("epoll") != vertx.isNativeTransportEnabled()) {
      throw new IllegalStateException("no " + args[0] + " here");
    }
    if (args[1].equals("garbage")) {
      litter();
    }
    int seconds = Integer.parseInt(args[2]);
    Map<TickSource, TickLog> logs = new EnumMap<>(TickSource.class);
    for (TickSource source : Stream.of(args[3].split(",")).map(TickSource::valueOf).toList()) {
      TickLog log = new TickLog(WARM_UP_TICKS, seconds * 60);
      logs.put(source, log);
      source.start(vertx, log);
      TimeUnit.NANOSECONDS.sleep(TimeUnit.MILLISECONDS.toNanos(1000) + 4_166_667);
    }
    TimeUnit.SECONDS.sleep(seconds + WARM_UP_TICKS / 60);
    logs.forEach((source, log) -> OUT.println(log.toJson(source).encode()));
    System.exit(0); // The sources never end.
  }

  /** A hundred megabytes a second, of which some live for a while. */
  private static void litter() {
    Thread thread =
        new Thread(
            () -> {
              byte[][] alive = new byte[3000][];
              int next = 0;
              long due = System.nanoTime();
              while (true) {
                for (int i = 0; i < CHUNKS_PER_MILLI; i++) {
                  alive[next++ % alive.length] = new byte[CHUNK_BYTES];
                }
                due += 1_000_000;
                LockSupport.parkNanos(due - System.nanoTime());
              }
            },
            "litter");
    thread.setDaemon(true);
    thread.start();
  }
}
