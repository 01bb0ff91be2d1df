package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What honest clients feel of a flood: their delays before and during it, how many frames they got,
 * what the flood's connections ended with and what the server holds afterwards.
 */
public final class FloodBenchmark {

  private static final int HONEST = 10;
  private static final int MOST_OPEN = 1000;
  private static final long GRACE_MS = 3_000;
  private static final int SECONDS = Integer.getInteger("bench.flood", 5);

  private static final List<Attack> ATTACKS = attacks(System.getProperty("bench.attacks", ""));

  private FloodBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Report.header(
        HONEST
            + " honest clients for "
            + SECONDS
            + " s before a flood from one thread, and during");
    Cores.forLoad();
    Report.line(
        "%-24s %-24s %11s %11s %13s %6s %8s %8s %12s %s",
        "flood",
        "server",
        "connections",
        "p99 µs alone",
        "p99 µs flooded",
        "ratio",
        "Hz alone",
        "flooded",
        "KiB held more",
        "ends");
    for (Attack attack : ATTACKS) {
      for (Rival rival : List.of(Rival.GUARDED, Rival.NAIVE)) {
        measure(attack, rival);
      }
    }
  }

  private static List<Attack> attacks(String names) {
    return names.isEmpty()
        ? List.of(Attack.values())
        : Stream.of(names.split(",")).map(Attack::valueOf).toList();
  }

  private static void measure(Attack attack, Rival rival) throws Exception {
    ServerProcess server = ServerProcess.start(rival);
    LoadClient honest = new LoadClient(rival, server.port(), HONEST);
    try (server;
        honest) {
      honest.read(Long.MAX_VALUE, inSeconds(SECONDS));
      long before = server.heldBytes();
      Histogram alone = honest.read(System.nanoTime(), inSeconds(SECONDS));
      Flood flood = new Flood(attack, server.port());
      flood.start();
      Histogram flooded = honest.read(System.nanoTime(), inSeconds(SECONDS));
      flood.end();
      honest.read(Long.MAX_VALUE, inSeconds(1));
      double p99Alone = alone.getValueAtPercentile(99) / 1e3;
      double p99Flooded = flooded.getValueAtPercentile(99) / 1e3;
      Report.line(
          "%-24s %-24s %11d %11.0f %13.0f %6.2f %8.1f %8.1f %12.0f %s",
          attack.title(),
          rival.title(),
          flood.connections,
          p99Alone,
          p99Flooded,
          p99Flooded / p99Alone,
          hertz(alone),
          hertz(flooded),
          (server.heldBytes() - before) / 1024.0,
          flood.ends);
    }
  }

  private static double hertz(Histogram delays) {
    return (double) delays.getTotalCount() / HONEST / SECONDS;
  }

  private static long inSeconds(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /** The thread that floods. */
  private static final class Flood extends Thread {

    private final Attack attack;
    private final int port;
    private final Deque<Socket> open = new ArrayDeque<>();
    private final Map<Integer, Integer> ends = new TreeMap<>();
    private volatile @Nullable Socket speaking;
    private volatile boolean over;
    private long connections;

    Flood(Attack attack, int port) {
      super("flood");
      this.attack = attack;
      this.port = port;
    }

    @Override
    public void run() {
      try {
        while (!over) {
          one();
        }
        for (Socket socket : open) {
          socket.close();
        }
      } catch (IOException e) {
        if (!over) {
          throw new IllegalStateException("the flood ran dry", e);
        }
      }
    }

    private void one() throws IOException {
      Socket socket = new Socket("127.0.0.1", port);
      speaking = socket;
      attack.speak(socket, () -> over);
      connections++;
      if (attack.leavesOpen()) {
        open.add(socket);
        if (open.size() > MOST_OPEN) {
          open.remove().close();
        }
      } else {
        ends.merge(Attack.closeCode(socket), 1, Integer::sum);
        socket.close();
      }
    }

    /** Ends it, though it may wait for a server that reads no more. */
    void end() throws IOException, InterruptedException {
      over = true;
      join(GRACE_MS);
      Socket last = speaking;
      if (isAlive() && last != null) {
        last.close();
      }
      join();
    }
  }
}
