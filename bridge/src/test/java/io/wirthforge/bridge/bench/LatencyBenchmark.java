package io.wirthforge.bridge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How long an event takes from the moment it is made to the client's hands, and what it costs: this
 * bridge and its rivals, each server in a JVM of its own, all in one run.
 *
 * <p>60 events a second of 600 bytes, open loop: an event bears the time it was made, so a late one
 * counts as late.
 */
public final class LatencyBenchmark {

  private static final int[] CLIENTS =
      Stream.of(System.getProperty("bench.clients", "1,10,100").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final List<Rival> RIVALS =
      Stream.of(System.getProperty("bench.rivals", "FLOOR,EVENTS,FRAMES,NAIVE,SOCKJS").split(","))
          .map(Rival::valueOf)
          .toList();
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 5);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 15);

  private record Result(
      Rival rival, int clients, Histogram delays, double cpuMicrosPerTick, double hertz) {}

  private LatencyBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Report.header(
        "emit to client, "
            + BenchEvent.PER_TICK
            + " events of "
            + (BenchEvent.PADDING_CHARS + 130)
            + " bytes a frame, 60 Hz, "
            + SECONDS
            + " s each; CPU per client and frame");
    List<Result> results = new ArrayList<>();
    for (int clients : CLIENTS) {
      for (Rival rival : RIVALS) {
        results.add(measure(rival, clients));
      }
    }
    Report.line(
        "%-24s %7s %8s %9s %9s %9s %13s %8s",
        "server", "clients", "Hz", "p50 µs", "p99 µs", "max µs", "CPU µs/frame", "× floor");
    double floor = 1;
    for (Result each : results) {
      if (each.rival() == Rival.FLOOR) {
        floor = each.cpuMicrosPerTick();
      }
      Report.line(
          "%-24s %7d %8.3f %9.0f %9.0f %9.0f %13.1f %8.2f",
          each.rival().title(),
          each.clients(),
          each.hertz(),
          each.delays().getValueAtPercentile(50) / 1e3,
          each.delays().getValueAtPercentile(99) / 1e3,
          each.delays().getMaxValue() / 1e3,
          each.cpuMicrosPerTick(),
          each.cpuMicrosPerTick() / floor);
    }
  }

  private static Result measure(Rival rival, int clients) throws Exception {
    ServerProcess server = ServerProcess.start(rival);
    LoadClient load = new LoadClient(rival, server.port(), clients);
    try (server;
        load) {
      long from = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
      load.read(Long.MAX_VALUE, from);
      long cpuBefore = server.cpuNanos();
      Histogram delays = load.read(from, from + TimeUnit.SECONDS.toNanos(SECONDS));
      long cpu = server.cpuNanos() - cpuBefore;
      int messagesPerTick = rival == Rival.FRAMES ? 1 : BenchEvent.PER_TICK;
      double ticks = Math.max(1, delays.getTotalCount()) / (double) messagesPerTick;
      return new Result(rival, clients, delays, cpu / 1e3 / ticks, ticks / clients / SECONDS);
    }
  }
}
