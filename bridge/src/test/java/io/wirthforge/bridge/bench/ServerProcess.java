package io.wirthforge.bridge.bench;

import io.wirthforge.bridge.FreePort;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A rival's server in a process of its own, on a core of its own, ended with its user. */
final class ServerProcess implements AutoCloseable {

  private static final List<String> JVM_OPTIONS =
      Stream.of(System.getProperty("bench.jvm", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private final Process process;
  private final int port;
  private final BufferedReader answers;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Starts a server and waits until it lets clients in. */
  static ServerProcess start(Rival rival) throws Exception {
    return start(rival, Metering.BRIDGE, BenchEvent.BYTES);
  }

  /** The same, with more or less measured. */
  static ServerProcess start(Rival rival, Metering metering) throws Exception {
    return start(rival, metering, BenchEvent.BYTES);
  }

  /** The same, with events of another size. */
  static ServerProcess start(Rival rival, Metering metering, int eventBytes) throws Exception {
    return start(rival, metering, eventBytes, 0);
  }

  /** The same, with a burst of so many events every other second. */
  static ServerProcess startBursts(Rival rival, int eventBytes, int burst) throws Exception {
    return start(rival, Metering.BRIDGE, eventBytes, burst);
  }

  private static ServerProcess start(Rival rival, Metering metering, int eventBytes, int burst)
      throws Exception {
    int port = FreePort.any();
    List<String> command = new ArrayList<>(Cores.forServer());
    command.addAll(
        rival == Rival.FLOOR_C
            ? NativeFloor.command(port, eventBytes)
            : java(rival, metering, port, eventBytes, burst));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    ServerProcess server = new ServerProcess(process, port);
    server.awaitPort();
    return server;
  }

  private static List<String> java(
      Rival rival, Metering metering, int port, int eventBytes, int burst) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-Xmx512m");
    command.addAll(JVM_OPTIONS);
    command.add("-Dbench.events=" + BenchEvent.PER_TICK);
    command.add("-Dbench.bytes=" + eventBytes);
    command.add("-Dbench.burst=" + burst);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BenchServer.class.getName());
    command.addAll(List.of(rival.name(), Integer.toString(port), metering.name()));
    return command;
  }

  int port() {
    return port;
  }

  /** The processor time it has used, in nanoseconds. */
  long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** How much of that was not the kernel's; 0 where the system does not say. */
  long userNanos() throws IOException {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    // The name before may hold spaces; utime is the twelfth after it, in hundredths of a second.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) * 10_000_000;
  }

  /** The bytes it holds, on the heap after a collection and outside of it. */
  long heldBytes() throws IOException {
    return Long.parseLong(ask(ServerAnswers.MEMORY));
  }

  /** What it has allocated and collected so far; nothing, if it is no JVM. */
  ServerAnswers.Usage usage(Rival rival) throws IOException {
    return rival == Rival.FLOOR_C
        ? new ServerAnswers.Usage(0, 0, 0)
        : ServerAnswers.Usage.parse(ask(ServerAnswers.USAGE));
  }

  private String ask(String question) throws IOException {
    process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitPort() throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        new Socket("127.0.0.1", port).close();
        TimeUnit.MILLISECONDS.sleep(500); // Frames have to flow before clients are let in.
        return;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException("the server ended with " + process.exitValue(), notYet);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("nothing listens on port " + port);
  }
}
