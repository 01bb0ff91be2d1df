package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Autobahn's cases of RFC 6455, run against the bridge's way of reading and against plain Vert.x:
 * {@code mvn -Pautobahn -DskipTests -pl bridge -am verify}. Fails if the bridge fails a case.
 */
final class AutobahnConformance {

  private static final String BRIDGE = "bridge";
  private static final String PLAIN = "plain";
  private static final Set<String> GOOD = Set.of("OK", "NON-STRICT", "INFORMATIONAL");
  private static final Set<String> GOOD_CLOSES = Set.of("OK", "INFORMATIONAL");

  private AutobahnConformance() {}

  /**
   * Runs the cases.
   *
   * @param args the fuzzer's script, the directory for its report, the cases, and whether plain
   *     Vert.x, which is slow to fail, is to be run too
   */
  public static void main(String[] args) throws Exception {
    try (EchoServers servers = new EchoServers()) {
      List<String> arguments = new ArrayList<>(List.of(args[0], args[1], args[2]));
      arguments.add(BRIDGE + "=ws://127.0.0.1:" + servers.startBridge());
      if (Boolean.parseBoolean(args[3])) {
        arguments.add(PLAIN + "=ws://127.0.0.1:" + servers.startPlain());
      }
      fuzz(arguments);
    }
    JsonNode report = new ObjectMapper().readTree(Path.of(args[1], "index.json").toFile());
    print(System.out, report);
    List<String> failed = failed(report.get(BRIDGE));
    if (!failed.isEmpty()) {
      System.err.println("failed by the bridge: " + String.join(", ", failed));
      System.exit(1);
    }
  }

  private static void fuzz(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.python.util.jython");
    command.addAll(arguments);
    Process fuzzer =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of(arguments.get(1) + ".log").toFile())
            .start();
    if (fuzzer.waitFor() != 0) {
      throw new IllegalStateException("the fuzzer failed; see " + arguments.get(1) + ".log");
    }
  }

  private static void print(PrintStream out, JsonNode report) {
    out.println("| server | cases | messages | closes |");
    out.println("|---|---|---|---|");
    for (Map.Entry<String, JsonNode> server : report.properties()) {
      JsonNode cases = server.getValue();
      out.printf(
          "| %s | %d | %s | %s |%n",
          server.getKey(), cases.size(), counts(cases, "behavior"), counts(cases, "behaviorClose"));
    }
  }

  private static Map<String, Integer> counts(JsonNode cases, String member) {
    Map<String, Integer> counts = new TreeMap<>();
    cases.forEach(result -> counts.merge(result.get(member).textValue(), 1, Integer::sum));
    return counts;
  }

  private static List<String> failed(JsonNode cases) {
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, JsonNode> result : cases.properties()) {
      String behavior = result.getValue().get("behavior").textValue();
      String close = result.getValue().get("behaviorClose").textValue();
      if (!GOOD.contains(behavior) || !GOOD_CLOSES.contains(close)) {
        failed.add(result.getKey());
      }
    }
    return failed;
  }
}
