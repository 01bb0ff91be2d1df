package io.wirthforge.bridge.bench;

import io.wirthforge.bridge.FreePort;
import io.wirthforge.bridge.bench.ForwardServer.Carrier;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * What it costs to bring many addresses of plain JsonObjects to browsers: this bridge's forwarding
 * beside the SockJS bridge, and beside publishing to nobody.
 */
public final class ForwardBenchmark {

  private static final int KEYS = Integer.getInteger("bench.keys", 10_000);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 7);
  private static final long MAX_AGE_NANOS = 600_000_000_000L;
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 6);
  private static final int[] HERTZ = ints(System.getProperty("bench.hertz", "5,60"));
  private static final int[] LISTENERS = ints(System.getProperty("bench.listeners", "1,10"));
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
    Report.header(KEYS + " keys on as many addresses, " + SECONDS + " s each");
    Report.line(
        "| carrier | Hz | clients | offered/s | published/s | received/s and client | p50 ms"
            + " | p99 ms | CPU %% |");
    Report.line("|---|---|---|---|---|---|---|---|---|");
    Cores.forLoad();
    for (int hertz : HERTZ) {
      for (Carrier carrier : CARRIERS) {
        for (int clients : carrier.isHeard() ? LISTENERS : new int[] {0}) {
          run(carrier, hertz, clients);
        }
      }
    }
  }

  private static void run(Carrier carrier, int hertz, int clients) throws Exception {
    int port = FreePort.any();
    Process process = start(carrier, port, hertz);
    try (BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      if (answers.readLine() == null) {
        throw new IOException("the server did not start");
      }
      TimeUnit.SECONDS.sleep(1); // Frames have to flow before clients are let in.
      List<Seen> readers = readers(carrier, port, clients);
      TimeUnit.SECONDS.sleep(WARM_UP);
      readers.forEach(Seen::begin);
      long published = ask(process, answers);
      long begun = System.nanoTime();
      long cpu = cpuNanos(process);
      TimeUnit.SECONDS.sleep(SECONDS);
      long usedNanos = cpuNanos(process) - cpu;
      double seconds = (System.nanoTime() - begun) / 1e9;
      published = ask(process, answers) - published;
      double asked = (System.nanoTime() - begun) / 1e9;
      Histogram ages = new Histogram(MAX_AGE_NANOS, 3);
      readers.forEach(seen -> ages.add(seen.ages()));
      double received = readers.stream().mapToDouble(Seen::rate).average().orElse(0);
      Report.line(
          "| %s | %d | %d | %d | %.0f | %.0f | %.1f | %.1f | %.0f |%s",
          carrier,
          hertz,
          clients,
          KEYS * hertz,
          published / asked,
          received,
          ages.getValueAtPercentile(50) / 1e6,
          ages.getValueAtPercentile(99) / 1e6,
          usedNanos / 1e7 / seconds,
          String.join("", readers.stream().map(Seen::ended).distinct().toList()));
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Seen> readers(Carrier carrier, int port, int clients) {
    List<Seen> readers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Seen seen = new Seen(carrier, port);
      readers.add(seen);
      Thread reader = new Thread(seen, "reader");
      reader.setDaemon(true);
      reader.start();
    }
    return readers;
  }

  private static long ask(Process process, BufferedReader answers) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String line = answers.readLine();
    while (line != null && !line.matches("\\d+")) {
      line = answers.readLine(); // A server that can't keep up complains.
    }
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

  /** A client: how old each price is when it has come. */
  private static final class Seen implements Runnable {

    private final Carrier carrier;
    private final int port;
    private final Recorder ages = new Recorder(MAX_AGE_NANOS, 3);
    private volatile String ended = "";
    private long begunNanos;
    private double rate;

    Seen(Carrier carrier, int port) {
      this.carrier = carrier;
      this.port = port;
    }

    void begin() {
      ages.reset();
      begunNanos = System.nanoTime();
    }

    /** What came since the beginning. */
    Histogram ages() {
      Histogram taken = ages.getIntervalHistogram();
      rate = taken.getTotalCount() * 1e9 / (System.nanoTime() - begunNanos);
      return taken;
    }

    double rate() {
      return rate;
    }

    String ended() {
      return ended;
    }

    @Override
    public void run() {
      Rival rival = carrier == Carrier.SOCKJS ? Rival.SOCKJS : Rival.EVENTS;
      try {
        LoadConnection connection = LoadClient.open(rival, port);
        for (int i = 0; carrier == Carrier.SOCKJS && i < KEYS; i++) {
          connection.sendText("{\"type\":\"register\",\"address\":\"prices.k" + i + "\"}");
        }
        while (true) {
          connection.read(
              emitNanos -> ages.recordValue(Math.max(0, System.nanoTime() - emitNanos)));
        }
      } catch (IOException e) {
        ended = " ended: " + e.getMessage();
      }
    }
  }
}
