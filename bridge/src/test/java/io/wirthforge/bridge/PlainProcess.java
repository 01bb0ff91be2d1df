package io.wirthforge.bridge;

import io.netty.util.ResourceLeakDetector;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server, plain or ours, in a process of its own that may open few files, and whose log is the
 * JDK's, as it is where an application brings no other.
 */
final class PlainProcess implements AutoCloseable {

  private static final String READY = "ready ";
  private static final String FEW_FILES = "ulimit -n 400; exec \"$0\" \"$@\"";
  private static final PrintStream OUT = System.out;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private PlainProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "what a server says");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one of {@code plain} and {@code ours}, without waiting for it. */
  static PlainProcess start(String which) throws IOException {
    String withoutLog =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("logback"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        List.of(
            "sh",
            "-c",
            FEW_FILES,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            withoutLog,
            PlainProcess.class.getName(),
            which);
    return new PlainProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Reads all the time: a server whose log nobody reads would stand still. */
  private void read() {
    try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
  }

  /** The first line it says that begins so. */
  String awaitLine(String beginning) {
    return Eventually.get(
        beginning + ", which it never said",
        () -> lines.stream().filter(line -> line.startsWith(beginning)).findFirst().orElse(null));
  }

  /** Where it listens; waits until it does. */
  int port() {
    return Integer.parseInt(awaitLine(READY).split(" ")[1]);
  }

  /** How Netty's leak detector is set there; waits until it listens. */
  String leakLevel() {
    return awaitLine(READY).split(" ")[2];
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws IOException {
    JsonObject open = new JsonObject().put("maxClients", 8).put("auth", "none");
    int port =
        arguments[0].equals("plain") ? new PlainServer().port() : BridgeRig.verticles(open).port();
    OUT.println(READY + port + " " + ResourceLeakDetector.getLevel());
    while (System.in.read() >= 0) {
      // Until whoever started it is gone.
    }
    Runtime.getRuntime().halt(0);
  }
}
