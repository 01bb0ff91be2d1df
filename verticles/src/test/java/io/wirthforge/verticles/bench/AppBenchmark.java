package io.wirthforge.verticles.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

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
      int port = freePort();
      long start = System.nanoTime();
      Process app = start(port);
      awaitReady(port);
      line("start to ready: %d ms", (System.nanoTime() - start) / 1_000_000);
      if (i == STARTS - 1) {
        phases(app, port);
      }
      app.destroy();
      app.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private void phases(Process app, int port) throws Exception {
    line(
        "%-12s %9s %8s %8s %9s %9s %9s %8s %8s",
        "phase", "Hz", "frames", "skipped", "age p50", "age p99", "age max", "CPU %", "RSS MB");
    phase("cold idle", app, port);
    warmUp(port);
    phase("warm idle", app, port);
    int tokens = 40 * (seconds + 5);
    post(port, "{\"prompt\":\"Emma said\",\"parameters\":{\"max_tokens\":" + tokens + "}}");
    phase("generating", app, port);
  }

  /** Sixty calls a second take minutes until they are compiled. */
  private static void warmUp(int port) throws Exception {
    try (StreamProbe probe = StreamProbe.connect(HTTP, port)) {
      probe.awaitFirst();
      probe.measure(WARM_UP_SECONDS);
    }
  }

  private void phase(String name, Process app, int port) throws Exception {
    try (StreamProbe probe = StreamProbe.connect(HTTP, port)) {
      probe.awaitFirst();
      long cpuBefore = cpuNanos(app);
      long before = System.nanoTime();
      probe.measure(seconds);
      double share = 100.0 * (cpuNanos(app) - cpuBefore) / (System.nanoTime() - before);
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
          residentMegabytes(app));
    }
  }

  private Process start(int port) throws IOException {
    Path logs = Files.createTempDirectory("wirthforge-bench");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String conf =
        "{\"port\":"
            + port
            + ",\"log\":{\"directory\":\""
            + logs
            + "\"},\"rewards\":{\"file\":null}}";
    return new ProcessBuilder(List.of(java, "-jar", jar.toString(), "-conf", conf))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitReady(int port) throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(uri(port, "/health/ready")).build();
    for (int i = 0; i < 2000; i++) {
      try {
        if (HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Nobody listens yet.
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new IOException("not ready after 10 s");
  }

  private static void post(int port, String body) throws Exception {
    HttpRequest prompt =
        HttpRequest.newBuilder(uri(port, "/prompt"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = HTTP.send(prompt, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new IOException("the prompt was answered with " + status);
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static long cpuNanos(Process process) {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static double residentMegabytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(each -> each.startsWith("VmRSS"))
        .mapToDouble(each -> Double.parseDouble(each.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void line(String pattern, Object... values) {
    OUT.println(String.format(Locale.ROOT, pattern, values));
  }
}
