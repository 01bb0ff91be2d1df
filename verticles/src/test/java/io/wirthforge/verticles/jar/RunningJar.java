package io.wirthforge.verticles.jar;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return start(directory, "-Xmx256m", Map.of(), arguments);
  }

  /** Starts the jar with a flag of the JVM's and variables of its own. */
  static RunningJar start(
      Path directory, String flag, Map<String, String> variables, String... arguments)
      throws IOException {
    return start(directory, List.of(), List.of(flag, "-jar", JAR.toString()), variables, arguments);
  }

  /** Starts it by a command that runs another. */
  static RunningJar start(Path directory, List<String> by, String... arguments) throws IOException {
    return start(directory, by, List.of("-Xmx256m", "-jar", JAR.toString()), Map.of(), arguments);
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
            "-Xmx256m",
            "-Dvertx.hazelcast.config=" + clusterFile,
            "-cp",
            JAR + File.pathSeparator + manager,
            "io.wirthforge.verticles.Launcher",
            "-cluster");
    return start(directory, List.of(), program, Map.of(), arguments);
  }

  private static RunningJar start(
      Path directory,
      List<String> by,
      List<String> program,
      Map<String, String> variables,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    command.addAll(List.of(arguments));
    return start(directory, directory, command, variables);
  }

  /**
   * Starts it by a whole command.
   *
   * @param from where the command is run
   * @param directory takes what it prints and what it keeps of a person
   */
  static RunningJar start(Path from, Path directory, List<String> command) throws IOException {
    return start(from, directory, command, Map.of());
  }

  private static RunningJar start(
      Path from, Path directory, List<String> command, Map<String, String> variables)
      throws IOException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // What it keeps of a person is the test's, not that of who runs the test.
    builder.environment().put("XDG_DATA_HOME", directory.resolve("data").toString());
    builder.environment().putAll(variables);
    return new RunningJar(builder.start(), out, err);
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

  /** Whether it lets clients in. */
  boolean isReady(URI base) {
    try {
      return get(base, "/health/ready").statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
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

  /** Ends the process as kill -9 does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends a signal, such as STOP. */
  void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("no signal " + name);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What the system knows of the process. */
  ProcessFigures figures() throws Exception {
    return ProcessFigures.of(process.pid());
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
