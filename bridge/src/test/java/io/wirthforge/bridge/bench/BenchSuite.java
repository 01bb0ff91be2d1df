package io.wirthforge.bridge.bench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All benchmarks of the bridge, one after the other, each in a JVM of its own that gets what is set
 * of the {@code bench.} properties; {@code -Dbench.only} names those that are wanted.
 */
public final class BenchSuite {

  private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("encode", MicroBenchmark.class);
    ALL.put("merge", MicroBenchmark.class);
    ALL.put("fanout", MicroBenchmark.class);
    ALL.put("intake", MicroBenchmark.class);
    ALL.put("validate", MicroBenchmark.class);
    ALL.put("tick", TickBenchmark.class);
    ALL.put("latency", LatencyBenchmark.class);
    ALL.put("burst", BurstBenchmark.class);
    ALL.put("stall", StallBenchmark.class);
    ALL.put("flood", FloodBenchmark.class);
    ALL.put("resume", ResumeBenchmark.class);
    ALL.put("storm", StormBenchmark.class);
    ALL.put("metrics", MetricsBenchmark.class);
    ALL.put("forward", ForwardBenchmark.class);
    ALL.put("cluster", ClusterBenchmark.class);
    ALL.put("scale", ScaleTable.class);
  }

  private BenchSuite() {}

  /** Runs what is wanted; names of benchmarks elsewhere are nothing to it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> only = List.of(System.getProperty("bench.only", "").split(","));
    for (Map.Entry<String, Class<?>> each : ALL.entrySet()) {
      if (only.equals(List.of("")) || only.contains(each.getKey())) {
        run(each.getKey(), each.getValue());
      }
    }
  }

  private static void run(String name, Class<?> benchmark)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    for (String property : System.getProperties().stringPropertyNames()) {
      String value = System.getProperty(property);
      if (property.startsWith("bench.") && !value.isEmpty()) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), benchmark.getName()));
    if (benchmark == MicroBenchmark.class) {
      command.add(name);
    }
    int result = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (result != 0) {
      throw new IOException(name + " ended with " + result);
    }
  }
}
