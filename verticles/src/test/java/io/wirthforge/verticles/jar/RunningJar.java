package io.wirthforge.verticles.jar;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fat jar as a process of its own, started as its user would. */
final class RunningJar implements AutoCloseable {

  private static final Path JAR = Path.of("target", "wirthforge.jar").toAbsolutePath();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long DEADLINE_SECONDS = 30;

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningJar(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the jar in a directory, with these arguments. */
  static RunningJar start(Path directory, String... arguments) throws IOException {
    return start(directory, List.of("-jar", JAR.toString()), arguments);
  }

  /**
   * Starts the jar with {@code -cluster}, and the cluster manager beside it.
   *
   * @param clusterFile the cluster's configuration
   */
  static RunningJar startClustered(Path directory, Path clusterFile, String... arguments)
      throws IOException {
    String manager =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Path.of(entry).getFileName().toString().contains("hazelcast"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> program =
        List.of(
            "-Dvertx.hazelcast.config=" + clusterFile,
            "-cp",
            JAR + File.pathSeparator + manager,
            "io.wirthforge.verticles.Launcher",
            "-cluster");
    return start(directory, program, arguments);
  }

  private static RunningJar start(Path directory, List<String> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(program);
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // What it keeps of a person is the test's, not that of who runs the test.
    builder.environment().put("XDG_DATA_HOME", directory.resolve("data").toString());
    return new RunningJar(builder.start(), out, err);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the one line with the URL is printed, and returns the URL. */
  URI awaitUrl() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (System.nanoTime() < deadline) {
      for (String line : out().lines().toList()) {
        if (line.startsWith("Open http://")) {
          return URI.create(line.substring("Open ".length()));
        }
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("no URL was printed; stdout: " + out() + " stderr: " + err());
  }

  HttpResponse<String> get(URI base, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(URI base, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(base.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Asks the process to end, as Ctrl-C and SIGTERM do. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end, and returns the exit code. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + DEADLINE_SECONDS + " s");
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
