package io.wirthforge.bridge.bench;

import io.wirthforge.bridge.bench.ForwardServer.Carrier;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What it costs to bring many addresses of plain JsonObjects to one browser: this bridge's
 * forwarding beside the SockJS bridge, and beside publishing to nobody.
 */
public final class ForwardBenchmark {

  private static final int KEYS = Integer.getInteger("bench.keys", 10_000);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 7);
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 6);
  private static final int[] HERTZ = ints(System.getProperty("bench.hertz", "5,20,60"));
  private static final List<Carrier> CARRIERS =
      Arrays.stream(System.getProperty("bench.carriers", "NOBODY,LOOKING,BRIDGE,SOCKJS").split(","))
          .map(Carrier::valueOf)
          .toList();

  private ForwardBenchmark() {}

  private static int[] ints(String list) {
    return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  /** Prints a table. */
  public static void main(String[] args) throws Exception {
    Report.header(KEYS + " keys on as many addresses, one client, " + SECONDS + " s each");
    Report.line(
        "| carrier | Hz | offered/s | published/s | received/s | p50 ms | p99 ms | CPU %% |");
    Report.line("|---|---|---|---|---|---|---|---|");
    Cores.forLoad();
    for (int hertz : HERTZ) {
      for (Carrier carrier : CARRIERS) {
        run(carrier, hertz);
      }
    }
  }

  private static void run(Carrier carrier, int hertz) throws Exception {
    int port = freePort();
    Process process = start(carrier, port, hertz);
    try (BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      if (answers.readLine() == null) {
        throw new IOException("the server did not start");
      }
      TimeUnit.SECONDS.sleep(1); // Frames have to flow before clients are let in.
      Seen seen = new Seen(carrier, port);
      Thread reader = new Thread(seen, "reader");
      reader.setDaemon(true);
      reader.start();
      TimeUnit.SECONDS.sleep(WARM_UP);
      long published = ask(process, answers);
      long cpu = cpuNanos(process);
      seen.begin();
      long begun = System.nanoTime();
      TimeUnit.SECONDS.sleep(SECONDS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long usedNanos = cpuNanos(process) - cpu;
      Histogram ages = seen.end();
      published = ask(process, answers) - published;
      Report.line(
          "| %s | %d | %d | %.0f | %.0f | %.1f | %.1f | %.0f |%s",
          carrier,
          hertz,
          KEYS * hertz,
          published / seconds,
          ages.getTotalCount() / seconds,
          ages.getValueAtPercentile(50) / 1e6,
          ages.getValueAtPercentile(99) / 1e6,
          usedNanos / 1e7 / seconds,
          seen.ended());
    } finally {
      process.destroyForcibly();
    }
  }

  private static long ask(Process process, BufferedReader answers) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server ended");
    }
    return Long.parseLong(line);
  }

  private static long cpuNanos(Process process) {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static Process start(Carrier carrier, int port, int hertz) throws IOException {
    List<String> command = new ArrayList<>(Cores.forServer());
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(ForwardServer.class.getName());
    command.addAll(List.of(carrier.name(), "" + port, "" + KEYS, "" + hertz));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The one client: how old each price is when it has come. */
  private static final class Seen implements Runnable {

    private final Carrier carrier;
    private final int port;
    private Histogram ages = new Histogram(600_000_000_000L, 3);
    private String ended = "";

    Seen(Carrier carrier, int port) {
      this.carrier = carrier;
      this.port = port;
    }

    synchronized void begin() {
      ages = new Histogram(600_000_000_000L, 3);
    }

    synchronized Histogram end() {
      Histogram taken = ages;
      begin();
      return taken;
    }

    synchronized String ended() {
      return ended;
    }

    private synchronized void take(LoadConnection connection) throws IOException {
      connection.read(emitNanos -> ages.recordValue(Math.max(0, System.nanoTime() - emitNanos)));
    }

    @Override
    public void run() {
      if (carrier == Carrier.NOBODY || carrier == Carrier.LOOKING) {
        return;
      }
      Rival rival = carrier == Carrier.SOCKJS ? Rival.SOCKJS : Rival.EVENTS;
      try {
        LoadConnection connection = LoadClient.open(rival, port);
        for (int i = 0; carrier == Carrier.SOCKJS && i < KEYS; i++) {
          connection.sendText("{\"type\":\"register\",\"address\":\"prices.k" + i + "\"}");
        }
        while (true) {
          take(connection);
        }
      } catch (IOException e) {
        synchronized (this) {
          ended = " ended: " + e.getMessage();
        }
      }
    }
  }
}
