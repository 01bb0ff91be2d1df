package io.wirthforge.verticles.bench;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The running jar as one client sees it: start, cadence, age of events, what it costs.
 *
 * <p>The client is the JDK's own WebSocket, so nothing of ours stands between the bytes and the
 * figures. Arguments: the jar, and seconds per phase (30).
 */
public final class AppBenchmark {

  private static final PrintStream OUT = System.out;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int STARTS = 5;
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 150);

  private final Path jar;
  private final int seconds;

  private AppBenchmark(Path jar, int seconds) {
    this.jar = jar;
    this.seconds = seconds;
  }

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    new AppBenchmark(Path.of(args[0]), seconds).run();
  }

  private void run() throws Exception {
    line(
        "%nthe jar with one client, %d s a phase, Java %s",
        seconds, System.getProperty("java.version"));
    for (int i = 0; i < STARTS; i++) {
      long start = System.nanoTime();
      try (BenchApp app = BenchApp.start(jar, "{\"source\":\"embedded\"}")) {
        line("start to ready: %d ms", (System.nanoTime() - start) / 1_000_000);
        if (i == STARTS - 1) {
          phases(app);
        }
      }
    }
  }

  private void phases(BenchApp app) throws Exception {
    line(
        "%-12s %9s %8s %8s %9s %9s %9s %8s %8s",
        "phase", "Hz", "frames", "skipped", "age p50", "age p99", "age max", "CPU %", "RSS MB");
    phase("cold idle", app);
    warmUp(app);
    phase("warm idle", app);
    int tokens = 40 * (seconds + 5);
    app.post(
        "/prompt", "{\"prompt\":\"Emma said\",\"parameters\":{\"max_tokens\":" + tokens + "}}");
    phase("generating", app);
  }

  /** Sixty calls a second take minutes until they are compiled. */
  private static void warmUp(BenchApp app) throws Exception {
    try (StreamProbe probe = StreamProbe.connect(HTTP, app.port())) {
      probe.awaitFirst();
      probe.measure(WARM_UP_SECONDS);
    }
  }

  private void phase(String name, BenchApp app) throws Exception {
    try (StreamProbe probe = StreamProbe.connect(HTTP, app.port())) {
      probe.awaitFirst();
      long cpuBefore = app.cpuNanos();
      long before = System.nanoTime();
      probe.measure(seconds);
      double share = 100.0 * (app.cpuNanos() - cpuBefore) / (System.nanoTime() - before);
      line(
          "%-12s %9.3f %8d %8d %6.0f ms %6.0f ms %6.0f ms %8.2f %8.0f",
          name,
          probe.hertz(),
          probe.frames(),
          probe.skipped(),
          probe.ageMs(50),
          probe.ageMs(99),
          probe.ageMs(100),
          share,
          app.residentMegabytes());
    }
  }

  private static void line(String pattern, Object... values) {
    OUT.println(String.format(Locale.ROOT, pattern, values));
  }
}
