package io.wirthforge.verticles.bench;

import io.wirthforge.verticles.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar as a process of its own, from its start to its end. */
final class BenchApp implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private BenchApp(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param model what is set under {@code model}, as JSON
   */
  static BenchApp start(Path jar, String model) throws Exception {
    return start(jar.toAbsolutePath().getParent(), List.of("-jar", jar.toString()), model);
  }

  /**
   * Starts it by options of the JVM's and waits until it is ready.
   *
   * @param directory where it is started
   * @param options up to the jar
   */
  static BenchApp start(Path directory, List<String> options, String model) throws Exception {
    Path logs = Files.createTempDirectory("wirthforge-bench");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    int port = FreePort.any();
    String conf =
        "{\"port\":"
            + port
            + ",\"model\":"
            + model
            + ",\"log\":{\"directory\":\""
            + logs
            + "\"},\"rewards\":{\"file\":null}}";
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(options);
    command.addAll(List.of("-conf", conf));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BenchApp app = new BenchApp(process, port);
    app.awaitReady();
    return app;
  }

  int port() {
    return port;
  }

  private void awaitReady() throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(uri("/health/ready")).build();
    for (int i = 0; i < 5000; i++) {
      try {
        if (HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Nobody listens yet.
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    throw new IOException("not ready after 10 s");
  }

  /** Posts what must be accepted, and returns the answer. */
  String post(String path, String body) throws Exception {
    HttpResponse<String> answer = tryPost(path, body);
    if (answer.statusCode() != 202) {
      throw new IOException("the prompt was answered with " + answer.statusCode());
    }
    return answer.body();
  }

  HttpResponse<String> tryPost(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(each -> each.startsWith("VmRSS"))
        .mapToDouble(each -> Double.parseDouble(each.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
