package io.wirthforge.verticles.bench;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The running jar beside a model server: how fast a stop frees the server, four models at once, a
 * burst, a flood of prompts. Arguments: the jar, and seconds of the four models (30).
 */
public final class ModelBenchmark {

  private static final PrintStream OUT = System.out;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int CANCELS = 100;
  private static final int PROMPTS = 1_000;
  private static final int FLOOD_SECONDS = 10;
  private static final String[] FOUR = {
    "pace-40-100000", "pace-40-100001", "pace-40-100002", "pace-40-100003"
  };
  private static final String BURST = "pace-200-200";

  private final BenchApp app;
  private final PacedServer server;

  private ModelBenchmark(BenchApp app, PacedServer server) {
    this.app = app;
    this.server = server;
  }

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    String[] models = Arrays.copyOf(FOUR, FOUR.length + 1);
    models[FOUR.length] = BURST;
    try (PacedServer server = new PacedServer(models);
        BenchApp app =
            BenchApp.start(
                Path.of(args[0]), "{\"source\":\"ollama\",\"url\":\"" + server.url() + "\"}")) {
      ModelBenchmark benchmark = new ModelBenchmark(app, server);
      benchmark.cancels();
      benchmark.fourModels(seconds);
      benchmark.burst();
      benchmark.flood();
    }
  }

  private String begin(String... models) throws Exception {
    String body =
        "{\"prompt\":\"Emma said\",\"models\":[\""
            + String.join("\",\"", models)
            + "\"],\"parameters\":{\"max_tokens\":200000}}";
    return new JsonObject(app.post("/prompt", body)).getString("sessionId");
  }

  private void stop(String session) throws Exception {
    app.post("/stop", "{\"sessionId\":\"" + session + "\"}");
  }

  private void cancels() throws Exception {
    double[] ms = new double[CANCELS];
    for (int i = 0; i < CANCELS; i++) {
      String session = begin(FOUR[0]);
      TimeUnit.MILLISECONDS.sleep(100);
      long start = System.nanoTime();
      stop(session);
      ms[i] = (server.nextCloseNanos() - start) / 1e6;
    }
    Arrays.sort(ms);
    line(
        "POST /stop to the close at the server, %d times: p50 %.2f ms, p99 %.2f ms, max %.2f ms",
        CANCELS, ms[CANCELS / 2], ms[CANCELS * 99 / 100 - 1], ms[CANCELS - 1]);
  }

  private void fourModels(int seconds) throws Exception {
    String session = begin(FOUR);
    TimeUnit.SECONDS.sleep(2);
    try (StreamProbe probe = StreamProbe.connect(HTTP, app.port())) {
      probe.awaitFirst();
      long cpu = app.cpuNanos();
      probe.measure(seconds);
      tell("four models at 40 tokens/s", probe);
      line("  CPU %.1f %% of a core", (app.cpuNanos() - cpu) / 1e7 / seconds);
    }
    stop(session);
  }

  private void burst() throws Exception {
    try (StreamProbe probe = StreamProbe.connect(HTTP, app.port())) {
      probe.awaitFirst();
      begin(BURST);
      probe.measure(3);
      tell("200 tokens in a second", probe);
    }
  }

  private void flood() throws Exception {
    try (StreamProbe probe = StreamProbe.connect(HTTP, app.port())) {
      probe.awaitFirst();
      int[] answers = new int[600];
      Thread asking = new Thread(() -> ask(answers));
      asking.start();
      probe.measure(FLOOD_SECONDS + 1);
      asking.join();
      tell(PROMPTS + " prompts in " + FLOOD_SECONDS + " s", probe);
      line("  answers: %d x 202, %d x 429", answers[202], answers[429]);
      line("  RSS %.0f MB", app.residentMegabytes());
    }
  }

  private void ask(int[] answers) {
    long start = System.nanoTime();
    String body = "{\"prompt\":\"Emma said\",\"models\":[\"" + BURST + "\"]}";
    try {
      for (int i = 0; i < PROMPTS; i++) {
        long due = start + i * (FLOOD_SECONDS * 1_000_000_000L / PROMPTS);
        long left = due - System.nanoTime();
        if (left > 0) {
          TimeUnit.NANOSECONDS.sleep(left);
        }
        answers[app.tryPost("/prompt", body).statusCode()]++;
      }
    } catch (Exception e) {
      line("the flood ended: %s", e);
    }
  }

  private static void tell(String what, StreamProbe probe) {
    line(
        "%s: %.3f Hz, %d frames, %d skipped, age p99 %.0f ms",
        what, probe.hertz(), probe.frames(), probe.skipped(), probe.ageMs(99));
  }

  private static void line(String pattern, Object... values) {
    OUT.println(String.format(Locale.ROOT, pattern, values));
  }
}
