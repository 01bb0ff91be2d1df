package io.wirthforge.bridge.bench;

import java.io.EOFException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How long an event takes from the moment it is made to the client's hands, and what it costs: this
 * bridge and its rivals, each server in a process of its own on a core of its own, all in one run.
 *
 * <p>60 frames a second, open loop: an event bears the time it was made, so a late one counts as
 * late. Each row is the median of several runs.
 */
public final class LatencyBenchmark {

  private static final int[] CLIENTS = numbers("bench.clients", "1,10,100,500,1000");
  private static final int[] BYTES = numbers("bench.bytes", "600");
  private static final List<Rival> RIVALS =
      Stream.of(
              System.getProperty(
                      "bench.rivals", "FLOOR,FLOOR_C,EVENTS,FRAMES,NAIVE,UNDERTOW,SOCKJS")
                  .split(","))
          .map(Rival::valueOf)
          .filter(rival -> rival != Rival.FLOOR_C || NativeFloor.isAvailable())
          .toList();
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 30);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
  private static final int RUNS = Integer.getInteger("bench.runs", 1);
  private static final int WINDOWS = Integer.getInteger("bench.windows", 1);

  private LatencyBenchmark() {}

  /** Prints a table for each number of clients and size of an event. */
  public static void main(String[] args) throws Exception {
    Report.header(
        "emit to client, "
            + BenchEvent.PER_TICK
            + " events a frame, 60 Hz, "
            + SECONDS
            + " s after "
            + WARM_UP_SECONDS
            + " s of warm-up, medians of "
            + RUNS
            + (WINDOWS > 1 ? " runs of " + WINDOWS + " windows" : "")
            + (Cores.arePinned() ? ", server and load on a core each" : ""));
    Cores.forLoad();
    try (JsonLines json = JsonLines.open("latency")) {
      for (int bytes : BYTES) {
        for (int clients : CLIENTS) {
          table(bytes, clients, json);
        }
      }
    }
  }

  private static void table(int bytes, int clients, JsonLines json) throws Exception {
    Map<Rival, List<LatencyFigures>> figures = new EnumMap<>(Rival.class);
    for (int run = 0; run < RUNS; run++) {
      for (Rival rival : RIVALS) {
        try {
          for (LatencyFigures measured : measure(rival, bytes, clients)) {
            json.write(measured.toJson(rival, bytes, clients));
            figures.computeIfAbsent(rival, none -> new ArrayList<>()).add(measured);
          }
        } catch (EOFException e) {
          // What a rival does that can't follow; the others are measured all the same.
          Report.line(
              "%s, %d clients, %d bytes: %s", rival.title(), clients, bytes, e.getMessage());
        }
      }
    }
    Report.line(
        "%n%-24s %8s %8s %8s %8s %7s %7s %8s %7s %9s %7s %7s %7s",
        clients + " clients, " + bytes + " bytes",
        "Hz",
        "p50 µs",
        "p99 µs",
        "max µs",
        "CPU µs",
        "user µs",
        "µs/event",
        "× floor",
        "B alloc",
        "GCs",
        "GC ms",
        "load %");
    List<LatencyFigures> floors = figures.getOrDefault(Rival.FLOOR, List.of());
    double floor = LatencyFigures.median(floors).cpuMicros();
    figures.forEach((rival, runs) -> LatencyFigures.median(runs).print(rival.title(), floor));
  }

  private static List<LatencyFigures> measure(Rival rival, int bytes, int clients)
      throws Exception {
    ServerProcess server = ServerProcess.start(rival, Metering.BRIDGE, bytes);
    LoadClient load = new LoadClient(rival, server.port(), clients);
    List<LatencyFigures> windows = new ArrayList<>();
    try (server;
        load) {
      load.read(Long.MAX_VALUE, System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
      while (windows.size() < WINDOWS) {
        windows.add(window(rival, clients, server, load));
      }
    }
    return windows;
  }

  private static LatencyFigures window(
      Rival rival, int clients, ServerProcess server, LoadClient load) throws Exception {
    ServerAnswers.Usage usageBefore = server.usage(rival);
    long cpuBefore = server.cpuNanos();
    long userBefore = server.userNanos();
    long loadBefore = loadNanos();
    long begun = System.nanoTime();
    Histogram delays = load.read(begun, begun + TimeUnit.SECONDS.toNanos(SECONDS));
    double cpuMicros = (server.cpuNanos() - cpuBefore) / 1e3;
    double userMicros = (server.userNanos() - userBefore) / 1e3;
    double loadSeconds = (loadNanos() - loadBefore) / 1e9;
    ServerAnswers.Usage usage = server.usage(rival).since(usageBefore);
    int messagesPerTick = rival.isFrames() ? 1 : BenchEvent.PER_TICK;
    double frames = Math.max(1, delays.getTotalCount()) / (double) messagesPerTick;
    return new LatencyFigures(
        frames / clients / SECONDS,
        delays.getValueAtPercentile(50) / 1e3,
        delays.getValueAtPercentile(99) / 1e3,
        delays.getMaxValue() / 1e3,
        cpuMicros / frames,
        userMicros / frames,
        usage.allocatedBytes() / frames,
        usage.collections(),
        usage.collectionMillis(),
        100 * loadSeconds / SECONDS);
  }

  private static long loadNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static int[] numbers(String property, String otherwise) {
    return Stream.of(System.getProperty(property, otherwise).split(","))
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
