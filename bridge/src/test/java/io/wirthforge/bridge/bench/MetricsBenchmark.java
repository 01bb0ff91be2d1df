package io.wirthforge.bridge.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What measuring costs: two servers, one with all meters and one with none, that are loaded by
 * turns once both have been compiled, so that neither start nor warmth of the machine wrongs one of
 * them.
 */
public final class MetricsBenchmark {

  private static final int CLIENTS = Integer.getInteger("bench.clients", 500);
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 15);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 6);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 6);
  private static final int SETTLING_SECONDS = 2;
  private static final Metering[] ROUND = {Metering.OFF, Metering.ALL, Metering.ALL, Metering.OFF};

  private MetricsBenchmark() {}

  /** Prints one table. */
  public static void main(String[] args) throws Exception {
    Report.header(
        "metrics on and off by turns, "
            + CLIENTS
            + " clients in frames mode, 60 Hz, "
            + SECONDS
            + " s each, after "
            + WARM_UP_SECONDS
            + " s of warm-up");
    Report.line("%-8s %12s %9s %9s", "metrics", "% of a core", "p50 µs", "p99 µs");
    try (ServerProcess off = ServerProcess.start(Rival.FRAMES, Metering.OFF);
        ServerProcess all = ServerProcess.start(Rival.FRAMES, Metering.ALL)) {
      Map<Metering, ServerProcess> servers = Map.of(Metering.OFF, off, Metering.ALL, all);
      Map<Metering, List<Double>> shares = new EnumMap<>(Metering.class);
      servers.forEach((metering, server) -> shares.put(metering, new ArrayList<>()));
      for (ServerProcess server : servers.values()) {
        load(server, WARM_UP_SECONDS);
      }
      for (int turn = 0; turn < 2 * ROUNDS; turn++) {
        Metering metering = ROUND[turn % ROUND.length];
        shares.get(metering).add(measure(servers.get(metering), metering));
      }
      report(shares.get(Metering.OFF), shares.get(Metering.ALL));
    }
  }

  private static Histogram load(ServerProcess server, int seconds) throws Exception {
    try (LoadClient load = new LoadClient(Rival.FRAMES, server.port(), CLIENTS)) {
      return load.read(Long.MAX_VALUE, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    }
  }

  /** The share of a core that a turn took, in percent. */
  private static double measure(ServerProcess server, Metering metering) throws Exception {
    try (LoadClient load = new LoadClient(Rival.FRAMES, server.port(), CLIENTS)) {
      long from = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLING_SECONDS);
      load.read(Long.MAX_VALUE, from);
      long cpuBefore = server.cpuNanos();
      Histogram delays = load.read(from, from + TimeUnit.SECONDS.toNanos(SECONDS));
      double share = (server.cpuNanos() - cpuBefore) / 1e7 / SECONDS;
      Report.line(
          "%-8s %12.1f %9.0f %9.0f",
          metering,
          share,
          delays.getValueAtPercentile(50) / 1e3,
          delays.getValueAtPercentile(99) / 1e3);
      return share;
    }
  }

  private static void report(List<Double> off, List<Double> all) {
    double difference = mean(all) - mean(off);
    double error = Math.sqrt(variance(off) / off.size() + variance(all) / all.size());
    Report.line(
        "none %.1f %%, all %.1f %% of a core: all meters cost %+.1f ± %.1f (standard error)",
        mean(off), mean(all), difference, error);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double variance(List<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum()
        / Math.max(1, values.size() - 1);
  }
}
