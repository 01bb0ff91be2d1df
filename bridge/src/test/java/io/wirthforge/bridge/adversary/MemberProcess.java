package io.wirthforge.bridge.adversary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, as the one who started it sees it. */
final class MemberProcess implements AutoCloseable {

  private static final String END = "the end";
  private static final int MAX_LOG_LINES = 200;

  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final int port;

  private MemberProcess(Process process) throws IOException {
    this.process = process;
    Thread reader = new Thread(this::read, "what a node says");
    reader.setDaemon(true);
    reader.start();
    port = Integer.parseInt(answer().substring("ready ".length()));
  }

  /**
   * Starts a node, and waits until it lets clients in.
   *
   * @param before what stands before the command, such as a namespace's
   */
  static MemberProcess start(Place place, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(MemberMain.class.getName());
    command.addAll(place.toArguments());
    return new MemberProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads all the time: a node whose log nobody reads would stand still. */
  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MemberMain.ANSWER)) {
          answers.add(line.substring(MemberMain.ANSWER.length()));
        } else if (log.size() < MAX_LOG_LINES) {
          log.add(line);
        }
      }
    } catch (IOException e) {
      log.add(e.toString());
    } finally {
      answers.add(END);
    }
  }

  private String answer() throws IOException {
    try {
      String answer = answers.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (answer == null || answer.equals(END)) {
        throw new IOException("the node does not answer; its log:\n" + String.join("\n", log));
      }
      return answer;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return port;
  }

  void say(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String ask(String line) {
    say(line);
    try {
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long counted(String session) {
    return Long.parseLong(ask("counted " + session));
  }

  void awaitNeighbours(int count) {
    Patience.until(count + " neighbours", () -> ask("neighbours").equals("" + count));
  }

  /** The processor time it has used. */
  long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Ends it as the kernel would: it says no goodbye. */
  void kill() {
    process.destroyForcibly();
  }

  /** Stops it in mid-sentence, or lets it go on. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
