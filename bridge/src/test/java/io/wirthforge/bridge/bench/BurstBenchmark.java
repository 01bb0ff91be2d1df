package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A hundred thousand small events within one tick, every two seconds: what each costs the server,
 * how late its clients become, and how much of it they have to read.
 */
public final class BurstBenchmark {

  private static final List<Rival> RIVALS =
      Stream.of(
              System.getProperty("bench.burst.rivals", "EVENTS,FRAMES,NAIVE,UNDERTOW,SOCKJS")
                  .split(","))
          .map(Rival::valueOf)
          .toList();
  private static final int CLIENTS = Integer.getInteger("bench.burst.clients", 1);
  private static final int EVENTS = Integer.getInteger("bench.burst.events", 100_000);
  private static final int BYTES = 150;
  private static final int BURSTS = Integer.getInteger("bench.bursts", 5);
  private static final int WARM_UP_BURSTS = 3;

  private BurstBenchmark() {}

  /** What a server used, and what its clients saw. */
  private record Seen(double cpuMicros, Histogram delays) {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Cores.forLoad();
    Report.header(
        EVENTS
            + " events of "
            + BYTES
            + " bytes over "
            + BenchEvent.BURST_SLOTS
            + " slots in one tick, every 2 s, to "
            + CLIENTS
            + " clients, "
            + BURSTS
            + " times; CPU without what the server uses anyway");
    Report.line(
        "%-24s %14s %14s %14s %10s", "server", "CPU µs/event", "messages/burst", "latest ms", "Hz");
    try (JsonLines json = JsonLines.open("burst")) {
      for (Rival rival : RIVALS) {
        Seen quiet = measure(rival, 0);
        Seen burst = measure(rival, EVENTS);
        report(rival, quiet, burst, json);
      }
    }
  }

  private static Seen measure(Rival rival, int events) throws Exception {
    ServerProcess server = ServerProcess.startBursts(rival, BYTES, events);
    LoadClient load = new LoadClient(rival, server.port(), CLIENTS);
    try (server;
        load) {
      load.read(Long.MAX_VALUE, afterBursts(WARM_UP_BURSTS));
      long cpuBefore = server.cpuNanos();
      Histogram delays = load.read(System.nanoTime(), afterBursts(BURSTS));
      return new Seen((server.cpuNanos() - cpuBefore) / 1e3, delays);
    }
  }

  private static void report(Rival rival, Seen quiet, Seen burst, JsonLines json)
      throws IOException {
    double micros = (burst.cpuMicros() - quiet.cpuMicros()) / BURSTS / EVENTS;
    double ordinary = quiet.delays().getTotalCount();
    double messages = (burst.delays().getTotalCount() - ordinary) / CLIENTS / BURSTS;
    double latestMillis = burst.delays().getMaxValue() / 1e6;
    Report.line(
        "%-24s %14.2f %14.0f %14.1f %10.2f",
        rival.title(),
        micros,
        Math.max(0, messages),
        latestMillis,
        ordinary / CLIENTS / BURSTS / BenchEvent.BURST_SECONDS);
    json.write(
        new JsonObject()
            .put("server", rival.name())
            .put("clients", CLIENTS)
            .put("events", EVENTS)
            .put("cpuMicrosPerEvent", micros)
            .put("messagesPerBurst", Math.max(0, messages))
            .put("latestMillis", latestMillis));
  }

  private static long afterBursts(int bursts) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(bursts * BenchEvent.BURST_SECONDS);
  }
}
