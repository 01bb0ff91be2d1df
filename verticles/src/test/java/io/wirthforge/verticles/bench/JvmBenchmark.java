package io.wirthforge.verticles.bench;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The running jar under several sets of JVM options: starts in turn, then all of them side by side,
 * idle with one client each, then with ten.
 *
 * <p>Arguments: the directory it is started from and the jar. A set is {@code name=options}, sets
 * are separated by {@code ;}.
 */
public final class JvmBenchmark {

  private static final PrintStream OUT = System.out;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MODEL = "{\"source\":\"embedded\"}";
  private static final int STARTS = Integer.getInteger("bench.starts", 7);
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 60);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
  private static final int CLIENTS = 10;
  private static final String SETS = System.getProperty("bench.sets", "plain=");

  private final Path root;
  private final Path jar;
  private final Map<String, List<String>> sets = new LinkedHashMap<>();

  private JvmBenchmark(Path root, Path jar) {
    this.root = root.toAbsolutePath();
    this.jar = this.root.relativize(jar.toAbsolutePath());
    for (String set : SETS.split(";")) {
      String[] parts = set.split("=", 2);
      sets.put(parts[0], Stream.of(parts[1].split(" ")).filter(one -> !one.isEmpty()).toList());
    }
  }

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    JvmBenchmark benchmark = new JvmBenchmark(Path.of(args[0]), Path.of(args[1]));
    if (STARTS > 0) {
      benchmark.starts();
    }
    if (SECONDS > 0) {
      benchmark.lives();
    }
  }

  private BenchApp start(List<String> options) throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-jar", jar.toString()));
    return BenchApp.start(root, all, MODEL);
  }

  private void starts() throws Exception {
    Map<String, List<Double>> took = new LinkedHashMap<>();
    for (int round = 0; round < STARTS; round++) {
      for (Map.Entry<String, List<String>> set : sets.entrySet()) {
        long start = System.nanoTime();
        BenchApp app = start(set.getValue());
        double ms = Math.rint((System.nanoTime() - start) / 1e6);
        app.close();
        took.computeIfAbsent(set.getKey(), name -> new ArrayList<>()).add(ms);
      }
    }
    line("%nstart to ready, ms, in turn, Java %s", System.getProperty("java.version"));
    took.forEach((name, all) -> line("%-28s median %6.0f  of %s", name, median(all), all));
  }

  private void lives() throws Exception {
    Map<String, BenchApp> apps = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, List<String>> set : sets.entrySet()) {
        apps.put(set.getKey(), start(set.getValue()));
      }
      live(apps);
    } finally {
      apps.values().forEach(BenchApp::close);
    }
  }

  private static void live(Map<String, BenchApp> apps) throws Exception {
    Map<String, StreamProbe> probes = new LinkedHashMap<>();
    for (Map.Entry<String, BenchApp> app : apps.entrySet()) {
      probes.put(app.getKey(), StreamProbe.connect(HTTP, app.getValue().port()));
    }
    TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
    phase("idle, 1 client, after " + WARM_UP_SECONDS + " s", apps, probes);
    List<StreamProbe> more = new ArrayList<>();
    for (BenchApp app : apps.values()) {
      for (int i = 1; i < CLIENTS; i++) {
        more.add(StreamProbe.connect(HTTP, app.port()));
      }
    }
    phase("idle, " + CLIENTS + " clients", apps, probes);
    int tokens = 40 * (SECONDS + 5);
    for (BenchApp app : apps.values()) {
      app.post(
          "/prompt", "{\"prompt\":\"Emma said\",\"parameters\":{\"max_tokens\":" + tokens + "}}");
    }
    phase("generating, " + CLIENTS + " clients", apps, probes);
    more.forEach(StreamProbe::close);
    probes.values().forEach(StreamProbe::close);
  }

  private static void phase(
      String name, Map<String, BenchApp> apps, Map<String, StreamProbe> probes) throws Exception {
    Map<String, Long> cpuBefore = new LinkedHashMap<>();
    apps.forEach((set, app) -> cpuBefore.put(set, app.cpuNanos()));
    long before = System.nanoTime();
    probes.values().forEach(StreamProbe::begin);
    TimeUnit.SECONDS.sleep(SECONDS);
    probes.values().forEach(StreamProbe::end);
    double nanos = System.nanoTime() - before;
    line("%n%-28s %8s %8s %8s %8s %8s", name, "Hz", "age p99", "age max", "CPU %", "RSS MB");
    for (Map.Entry<String, BenchApp> app : apps.entrySet()) {
      StreamProbe probe = probes.get(app.getKey());
      line(
          "%-28s %8.3f %8.0f %8.0f %8.2f %8.0f",
          app.getKey(),
          probe.hertz(),
          probe.ageMs(99),
          probe.ageMs(100),
          100 * (app.getValue().cpuNanos() - cpuBefore.get(app.getKey())) / nanos,
          app.getValue().residentMegabytes());
    }
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  private static void line(String pattern, Object... values) {
    OUT.println(String.format(Locale.ROOT, pattern, values));
  }
}
