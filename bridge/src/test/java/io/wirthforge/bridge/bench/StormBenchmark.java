package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Many clients that were cut off come back at once, a second later: how long until all have what
 * they missed, and what those feel who were never away.
 *
 * <p>Only this bridge in frames mode gives back what was missed; with the others a client is back
 * when it has its first event.
 */
public final class StormBenchmark {

  private static final List<Rival> RIVALS =
      Stream.of(
              System.getProperty("bench.storm.rivals", "FRAMES,EVENTS,GUARDED,NAIVE,SOCKJS")
                  .split(","))
          .map(Rival::valueOf)
          .toList();
  private static final int CLIENTS = Integer.getInteger("bench.storm.clients", 500);
  private static final int STORMS = Integer.getInteger("bench.storms", 3);
  private static final int HEALTHY = 10;
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.storm.warmup", 10);
  private static final int WINDOW_SECONDS = 3;
  private static final int AWAY_SECONDS = 1;

  private StormBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Cores.forLoad();
    Report.header(
        CLIENTS
            + " clients return at once after "
            + AWAY_SECONDS
            + " s, "
            + STORMS
            + " times, beside "
            + HEALTHY
            + " that stayed; lost ticks are of those, of "
            + WINDOW_SECONDS
            + " s, and as old as the next was when it came");
    Report.line(
        "%-24s %-15s %8s %8s %8s %11s %12s %13s %6s",
        "server",
        "back with",
        "p50 ms",
        "p99 ms",
        "max ms",
        "ticks lost",
        "p99 µs before",
        "p99 µs beside",
        "ratio");
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (JsonLines json = JsonLines.open("storm")) {
      for (Rival rival : RIVALS) {
        measure(rival, reader, json);
      }
    } finally {
      reader.shutdown();
    }
  }

  private static void measure(Rival rival, ExecutorService reader, JsonLines json)
      throws Exception {
    ServerProcess server = ServerProcess.start(rival);
    LoadClient healthy = new LoadClient(rival, server.port(), HEALTHY);
    try (server;
        healthy) {
      Histogram back = new Histogram(60_000_000_000L, 3);
      Histogram before = new Histogram(60_000_000_000L, 3);
      Histogram beside = new Histogram(60_000_000_000L, 3);
      long lost = 0;
      Crowd crowd = new Crowd(rival, server.port(), CLIENTS);
      both(crowd, healthy, reader, WARM_UP_SECONDS);
      for (int storm = 0; storm < STORMS; storm++) {
        before.add(both(crowd, healthy, reader, WINDOW_SECONDS));
        crowd.leave();
        healthy.readTicks(Long.MAX_VALUE, inSeconds(AWAY_SECONDS));
        long lostBefore = healthy.lostTicks();
        Future<Histogram> delays = reader(healthy, reader, WINDOW_SECONDS);
        back.add(crowd.comeBack(inSeconds(WINDOW_SECONDS)));
        beside.add(get(delays));
        lost += healthy.lostTicks() - lostBefore;
      }
      crowd.leave();
      report(rival, back, before, beside, (double) lost / HEALTHY / STORMS, json);
    }
  }

  private static Histogram both(
      Crowd crowd, LoadClient healthy, ExecutorService reader, int seconds) throws Exception {
    Future<Histogram> delays = reader(healthy, reader, seconds);
    crowd.read(inSeconds(seconds));
    return get(delays);
  }

  /** Reads on another thread, and counts from now on: that it begins late is part of it. */
  private static Future<Histogram> reader(LoadClient client, ExecutorService reader, int seconds) {
    long from = System.nanoTime();
    long until = inSeconds(seconds);
    return reader.submit(() -> client.readTicks(from, until));
  }

  private static Histogram get(Future<Histogram> delays)
      throws ExecutionException, InterruptedException {
    return delays.get();
  }

  private static void report(
      Rival rival, Histogram back, Histogram before, Histogram beside, double lost, JsonLines json)
      throws IOException {
    double p99Before = before.getValueAtPercentile(99) / 1e3;
    double p99Beside = beside.getValueAtPercentile(99) / 1e3;
    String with = rival.isFrames() ? "all they missed" : "a first event";
    Report.line(
        "%-24s %-15s %8.0f %8.0f %8.0f %11.1f %13.0f %13.0f %6.2f",
        rival.title(),
        with,
        back.getValueAtPercentile(50) / 1e6,
        back.getValueAtPercentile(99) / 1e6,
        back.getMaxValue() / 1e6,
        lost,
        p99Before,
        p99Beside,
        p99Beside / p99Before);
    json.write(
        new JsonObject()
            .put("server", rival.name())
            .put("clients", CLIENTS)
            .put("storms", STORMS)
            .put("backWith", with)
            .put("backP50Millis", back.getValueAtPercentile(50) / 1e6)
            .put("backP99Millis", back.getValueAtPercentile(99) / 1e6)
            .put("backMaxMillis", back.getMaxValue() / 1e6)
            .put("ticksLostPerStorm", lost)
            .put("p99MicrosBefore", p99Before)
            .put("p99MicrosBeside", p99Beside));
  }

  private static long inSeconds(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
