package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How late ticks are against their absolute schedule, and whether they drift: the aggregator and
 * other sources of ticks side by side in one JVM, which does nothing else or makes garbage.
 */
public final class TickBenchmark {

  private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
  private static final String[] TRANSPORTS =
      System.getProperty("bench.transports", "nio,epoll").split(",");
  private static final String[] LOADS =
      System.getProperty("bench.loads", "idle,garbage").split(",");
  private static final String[] COLLECTORS =
      System.getProperty("bench.collectors", "G1,Z").split(",");
  private static final String SOURCES =
      System.getProperty("bench.sources", "AGGREGATOR,TIMER,PARKED_THREAD,FIXED_RATE");

  private TickBenchmark() {}

  /** Prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Report.header(
        "ticks against their schedule, 60 Hz for "
            + SECONDS
            + " s after 5 s, all sources at once; garbage is 100 MB/s;"
            + " goal: p99 <= 500 µs, drift < 1000 µs");
    Report.line(
        "%-9s %-4s %-8s %-22s %8s %8s %8s %9s %8s",
        "transport", "GC", "load", "source", "p50 µs", "p99 µs", "max µs", "drift µs", "skipped");
    try (JsonLines json = JsonLines.open("tick")) {
      for (String transport : TRANSPORTS) {
        for (String collector : COLLECTORS) {
          for (String load : LOADS) {
            measure(transport, collector, load, json);
          }
        }
      }
    }
  }

  private static void measure(String transport, String collector, String load, JsonLines json)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(transport, collector, load))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{")) {
          JsonObject figures = new JsonObject(line);
          print(transport, collector, load, figures);
          json.write(
              figures.put("transport", transport).put("collector", collector).put("load", load));
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("the ticks ended with " + process.exitValue());
    }
  }

  private static List<String> command(String transport, String collector, String load) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-Xmx512m");
    command.add("-XX:+Use" + collector + "GC");
    Stream.of(System.getProperty("bench.jvm", "").split(" "))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(TickServer.class.getName(), transport, load, Integer.toString(SECONDS), SOURCES));
    return command;
  }

  private static void print(String transport, String collector, String load, JsonObject figures) {
    Report.line(
        "%-9s %-4s %-8s %-22s %8.0f %8.0f %8.0f %9.0f %8d",
        transport,
        collector,
        load,
        TickSource.valueOf(figures.getString("source")).title(),
        figures.getDouble("p50Micros"),
        figures.getDouble("p99Micros"),
        figures.getDouble("maxMicros"),
        figures.getDouble("driftMicros"),
        figures.getLong("skipped"));
  }
}
