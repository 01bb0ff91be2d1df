package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What clients that stop reading cost the server and the others, and how stale they are when they
 * read again: this bridge and its rivals in one run.
 */
public final class StallBenchmark {

  private static final List<Rival> RIVALS =
      List.of(Rival.EVENTS, Rival.FRAMES, Rival.NAIVE, Rival.SOCKJS);
  private static final int HEALTHY = 10;
  private static final int[] STALLED =
      Stream.of(System.getProperty("bench.stalled", "1,100,500").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final int SECONDS = Integer.getInteger("bench.seconds", 15);
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 5);
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private StallBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Report.header(
        "clients that do not read for "
            + SECONDS
            + " s beside "
            + HEALTHY
            + " that do; held bytes are heap and direct memory, by which they differ of themselves");
    Report.line(
        "%-24s %8s %12s %13s %6s %12s %12s %13s %14s",
        "server",
        "stalled",
        "p99 µs alone",
        "p99 µs beside",
        "ratio",
        "KiB/stalled",
        "± KiB in all",
        "stale events",
        "ms to current");
    for (int stalled : STALLED) {
      for (Rival rival : RIVALS) {
        measure(rival, stalled);
      }
    }
  }

  private static void measure(Rival rival, int count) throws Exception {
    ServerProcess server = ServerProcess.start(rival);
    LoadClient healthy = new LoadClient(rival, server.port(), HEALTHY);
    try (server;
        healthy) {
      healthy.read(Long.MAX_VALUE, inSeconds(WARM_UP_SECONDS));
      long first = server.heldBytes();
      Histogram alone = healthy.read(System.nanoTime(), inSeconds(SECONDS));
      long before = server.heldBytes();
      List<LoadConnection> stalled = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        stalled.add(LoadClient.open(rival, server.port()));
      }
      Histogram beside = healthy.read(System.nanoTime(), inSeconds(SECONDS));
      double held = (server.heldBytes() - before) / 1024.0 / count;
      String recovery = recovery(stalled.get(0));
      for (LoadConnection each : stalled) {
        each.close();
      }
      double p99Alone = alone.getValueAtPercentile(99) / 1e3;
      double p99Beside = beside.getValueAtPercentile(99) / 1e3;
      Report.line(
          "%-24s %8d %12.0f %13.0f %6.2f %12.1f %12.1f %s",
          rival.title(),
          count,
          p99Alone,
          p99Beside,
          p99Beside / p99Alone,
          held,
          Math.abs(before - first) / 1024.0,
          recovery);
    }
  }

  /** What a client that reads again sees before a fresh event. */
  private static String recovery(LoadConnection stalled) {
    try {
      LoadConnection.Recovery recovery = stalled.recover(FRESH_NANOS);
      return String.format(
          Locale.ROOT, "%13d %14.1f", recovery.staleEvents(), recovery.nanos() / 1e6);
    } catch (IOException ended) {
      // The SockJS bridge ends clients that sent no ping while they stalled.
      return String.format(Locale.ROOT, "%13s %14s", "cut off", "-");
    }
  }

  private static long inSeconds(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
