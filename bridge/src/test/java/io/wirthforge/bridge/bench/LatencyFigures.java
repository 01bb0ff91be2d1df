package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one server did with one crowd of clients.
 *
 * @param hertz frames a second and client
 * @param p50Micros half of the events came sooner
 * @param p99Micros 99 of 100 came sooner
 * @param maxMicros the slowest
 * @param cpuMicros processor time per client and frame
 * @param userMicros how much of it was not the kernel's
 * @param allocatedBytes garbage per client and frame
 * @param collections how often it was collected
 * @param collectionMillis how long that took in all
 * @param loadPercent how much of a core all clients used together
 */
record LatencyFigures(
    double hertz,
    double p50Micros,
    double p99Micros,
    double maxMicros,
    double cpuMicros,
    double userMicros,
    double allocatedBytes,
    double collections,
    double collectionMillis,
    double loadPercent) {

  /** Each figure's median by itself; all 0 if there are none. */
  static LatencyFigures median(List<LatencyFigures> runs) {
    return new LatencyFigures(
        median(runs, LatencyFigures::hertz),
        median(runs, LatencyFigures::p50Micros),
        median(runs, LatencyFigures::p99Micros),
        median(runs, LatencyFigures::maxMicros),
        median(runs, LatencyFigures::cpuMicros),
        median(runs, LatencyFigures::userMicros),
        median(runs, LatencyFigures::allocatedBytes),
        median(runs, LatencyFigures::collections),
        median(runs, LatencyFigures::collectionMillis),
        median(runs, LatencyFigures::loadPercent));
  }

  private static double median(List<LatencyFigures> runs, ToDoubleFunction<LatencyFigures> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  void print(String title, double floorMicros) {
    Report.line(
        "%-24s %8.3f %8.0f %8.0f %8.0f %7.2f %7.2f %8.2f %7.2f %9.0f %7.0f %7.0f %7.0f",
        title,
        hertz,
        p50Micros,
        p99Micros,
        maxMicros,
        cpuMicros,
        userMicros,
        cpuMicros / BenchEvent.PER_TICK,
        cpuMicros / floorMicros,
        allocatedBytes,
        collections,
        collectionMillis,
        loadPercent);
  }

  JsonObject toJson(Rival rival, int bytes, int clients) {
    return new JsonObject()
        .put("server", rival.name())
        .put("bytes", bytes)
        .put("events", BenchEvent.PER_TICK)
        .put("clients", clients)
        .put("hertz", hertz)
        .put("p50Micros", p50Micros)
        .put("p99Micros", p99Micros)
        .put("maxMicros", maxMicros)
        .put("cpuMicrosPerClientFrame", cpuMicros)
        .put("userMicrosPerClientFrame", userMicros)
        .put("cpuMicrosPerClientEvent", cpuMicros / BenchEvent.PER_TICK)
        .put("allocatedBytesPerClientFrame", allocatedBytes)
        .put("collections", collections)
        .put("collectionMillis", collectionMillis)
        .put("loadPercent", loadPercent);
  }
}
