package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What clients that stop reading cost the server and the others, and how stale they are when they
 * read again: this bridge and its rivals in one run.
 */
public final class StallBenchmark {

  private static final List<Rival> RIVALS =
      List.of(Rival.EVENTS, Rival.FRAMES, Rival.NAIVE, Rival.SOCKJS);
  private static final int HEALTHY = 10;
  private static final int STALLED = Integer.getInteger("bench.stalled", 100);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 15);
  private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private StallBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Report.header(
        STALLED + " clients that do not read beside " + HEALTHY + " that do, " + SECONDS + " s");
    Report.line(
        "%-24s %12s %12s %8s %14s %14s",
        "server", "p99 µs alone", "p99 µs beside", "ratio", "KiB/stalled", "stale frames");
    for (Rival rival : RIVALS) {
      measure(rival);
    }
  }

  private static void measure(Rival rival) throws Exception {
    ServerProcess server = ServerProcess.start(rival);
    LoadClient healthy = new LoadClient(rival, server.port(), HEALTHY);
    try (server;
        healthy) {
      healthy.read(Long.MAX_VALUE, inSeconds(5));
      Histogram alone = healthy.read(System.nanoTime(), inSeconds(SECONDS));
      long before = server.heldBytes();
      List<LoadConnection> stalled = new ArrayList<>();
      for (int i = 0; i < STALLED; i++) {
        stalled.add(LoadClient.open(rival, server.port()));
      }
      Histogram beside = healthy.read(System.nanoTime(), inSeconds(SECONDS));
      double held = (server.heldBytes() - before) / 1024.0 / STALLED;
      String stale = staleFrames(stalled.get(0));
      for (LoadConnection each : stalled) {
        each.close();
      }
      double p99Alone = alone.getValueAtPercentile(99) / 1e3;
      double p99Beside = beside.getValueAtPercentile(99) / 1e3;
      Report.line(
          "%-24s %12.0f %12.0f %8.2f %14.1f %14s",
          rival.title(), p99Alone, p99Beside, p99Beside / p99Alone, held, stale);
    }
  }

  /** How many old events a client reads after its stall before a fresh one comes. */
  private static String staleFrames(LoadConnection stalled) {
    try {
      return Integer.toString(stalled.countOlderThan(STALE_NANOS));
    } catch (IOException ended) {
      return "cut off"; // The SockJS bridge ends clients that sent no ping while they stalled.
    }
  }

  private static long inSeconds(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
