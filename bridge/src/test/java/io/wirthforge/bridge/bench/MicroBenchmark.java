package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.EncodeBenchmark;
import io.wirthforge.bridge.FanOutBenchmark;
import io.wirthforge.bridge.IntakeBenchmark;
import io.wirthforge.bridge.MergeBenchmark;
import io.wirthforge.bridge.ValidationBenchmark;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What each step of a frame's way costs by itself: time and garbage, by JMH. */
public final class MicroBenchmark {

  private static final Map<String, Class<?>> STEPS =
      Map.of(
          "encode", EncodeBenchmark.class,
          "merge", MergeBenchmark.class,
          "fanout", FanOutBenchmark.class,
          "intake", IntakeBenchmark.class,
          "validate", ValidationBenchmark.class);

  private static final Map<String, String> GOALS =
      Map.of(
          "intakeByReference", ">= 2000000/s",
          "intakeAsJsonObject", ">= 300000/s",
          "fanOut", "<= 200 B");

  private static final TimeValue ITERATION =
      TimeValue.milliseconds(Integer.getInteger("bench.iteration", 1000));

  private MicroBenchmark() {}

  /**
   * Prints a table.
   *
   * @param args the steps: encode, merge, fanout, intake, validate; all, if none is named
   */
  public static void main(String[] args) throws IOException, RunnerException {
    Collection<String> steps = args.length == 0 ? STEPS.keySet() : List.of(args);
    var options =
        new OptionsBuilder()
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .forks(1)
            .warmupIterations(4)
            .warmupTime(ITERATION)
            .measurementIterations(5)
            .measurementTime(ITERATION)
            .jvmArgsAppend("-Xmx512m")
            .jvmArgsAppend(
                Stream.of(System.getProperty("bench.jvm", "").split(" "))
                    .filter(option -> !option.isEmpty())
                    .toArray(String[]::new));
    steps.stream()
        .sorted()
        .forEach(step -> options.include("^" + STEPS.get(step).getName() + "\\."));
    Collection<RunResult> results = new Runner(options.build()).run();
    Report.header("each step by itself, JMH, one thread; bytes are garbage");
    Report.line(
        "%-22s %-34s %14s %10s %12s %13s  %s",
        "step", "with", "ns", "± ns", "bytes", "a second", "goal");
    try (JsonLines json = JsonLines.open("micro")) {
      for (RunResult result :
          results.stream().sorted(Comparator.comparing(MicroBenchmark::name)).toList()) {
        print(result, json);
      }
    }
  }

  private static void print(RunResult result, JsonLines json) throws IOException {
    Map<String, String> with = new TreeMap<>();
    for (String key : result.getParams().getParamsKeys()) {
      with.put(key, result.getParams().getParam(key));
    }
    // What is done for each client is told for each client.
    int units = Integer.parseInt(with.getOrDefault("clients", "1"));
    double nanos = result.getPrimaryResult().getScore() / units;
    double error = result.getPrimaryResult().getScoreError() / units;
    double bytes = garbage(result) / units;
    String goal = GOALS.getOrDefault(name(result), "");
    Report.line(
        "%-22s %-34s %14.1f %10.1f %12.1f %13.0f  %s",
        name(result),
        with.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" ")),
        nanos,
        error,
        bytes,
        1e9 / nanos,
        goal);
    json.write(
        new JsonObject()
            .put("step", name(result))
            .put("with", new JsonObject(new TreeMap<String, Object>(with)))
            .put("nanos", nanos)
            .put("errorNanos", Double.isFinite(error) ? error : null)
            .put("allocatedBytes", bytes)
            .put("goal", goal));
  }

  private static double garbage(RunResult result) {
    for (String key : result.getSecondaryResults().keySet()) {
      if (key.endsWith("gc.alloc.rate.norm")) {
        return result.getSecondaryResults().get(key).getScore();
      }
    }
    return 0;
  }

  private static String name(RunResult result) {
    String name = result.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
