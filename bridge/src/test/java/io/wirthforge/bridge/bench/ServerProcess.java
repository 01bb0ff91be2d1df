package io.wirthforge.bridge.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A rival's server in a JVM of its own, ended with its user. */
final class ServerProcess implements AutoCloseable {

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
    return start(rival, Metering.BRIDGE);
  }

  /** The same, with more or less measured. */
  static ServerProcess start(Rival rival, Metering metering) throws Exception {
    int port = freePort();
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx512m",
                "-Dbench.events=" + BenchEvent.PER_TICK,
                "-Dbench.padding=" + BenchEvent.PADDING_CHARS,
                "-cp",
                System.getProperty("java.class.path"),
                BenchServer.class.getName(),
                rival.name(),
                Integer.toString(port),
                metering.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ServerProcess server = new ServerProcess(process, port);
    server.awaitPort();
    return server;
  }

  int port() {
    return port;
  }

  /** The processor time it has used, in nanoseconds. */
  long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** The bytes it holds, on the heap after a collection and outside of it. */
  long heldBytes() throws IOException {
    process.getOutputStream().write("memory\n".getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server ended");
    }
    return Long.parseLong(line);
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
