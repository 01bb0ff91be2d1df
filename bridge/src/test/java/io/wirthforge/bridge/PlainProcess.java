package io.wirthforge.bridge;

import io.netty.util.ResourceLeakDetector;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final String STARVED = "no file left";
  private static final int STARVE = 's';
  private static final int FEED = 'f';
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
  static PlainProcess start(String which, int files) throws IOException {
    String withoutLog =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("logback"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        List.of(
            "sh",
            "-c",
            "ulimit -n " + files + "; exec \"$0\" \"$@\"",
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

  /** Whether it has said a line that begins so. */
  boolean said(String beginning) {
    return lines.stream().anyMatch(line -> line.startsWith(beginning));
  }

  /** Where it listens; waits until it does. */
  int port() {
    return Integer.parseInt(awaitLine(READY).split(" ")[1]);
  }

  /** How Netty's leak detector is set there; waits until it listens. */
  String leakLevel() {
    return awaitLine(READY).split(" ")[2];
  }

  /** Takes the last descriptor from it. */
  void starve() {
    say(STARVE);
    awaitLine(STARVED);
  }

  /** Gives back what {@link #starve} took. */
  void feed() {
    say(FEED);
  }

  private void say(int letter) {
    try {
      process.getOutputStream().write(letter);
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static void takeAllFiles(List<FileInputStream> taken) {
    try {
      while (true) {
        taken.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      OUT.println(STARVED);
    }
  }

  public static void main(String[] arguments) throws IOException {
    JsonObject open = new JsonObject().put("maxClients", 8).put("auth", "none");
    int port =
        arguments[0].equals("plain") ? new PlainServer().port() : BridgeRig.verticles(open).port();
    OUT.println(READY + port + " " + ResourceLeakDetector.getLevel());
    List<FileInputStream> taken = new ArrayList<>();
    for (int said = System.in.read(); said >= 0; said = System.in.read()) {
      if (said == STARVE) {
        takeAllFiles(taken);
      } else {
        for (FileInputStream file : taken) {
          file.close();
        }
      }
    }
    // Whoever started it is gone.
    Runtime.getRuntime().halt(0);
  }
}
