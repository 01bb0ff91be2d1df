package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dashboard, alerts and README name series that the server really exports. */
class ExportedNamesTest {

  private static final Pattern NAME =
      Pattern.compile("\\b(?:wirthforge|jvm|process|vertx|system)_[a-z0-9_]+");
  private static final Path ROOT = Path.of("..");

  private static ObservedRig rig;

  @BeforeAll
  static void start() {
    rig = new ObservedRig();
    awaken();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  /** Some series come with the first event of their kind. */
  private static void awaken() {
    StreamClient client = StreamClient.connect(rig.port);
    client.awaitFrames(1);
    rig.publishNonsense();
    rig.http.post("/prompt", "{\"prompt\":\"Emma\",\"parameters\":{\"max_tokens\":5}}");
    rig.http.raw("GET /metrics HTTP/1.1", "evil");
    StreamClient.connectAt(rig.port, "/ws?resume=abc:1").abort();
    client.abort();
    System.gc(); // Pauses are a series from the first one on.
    Eventually.until(
        "every kind",
        () ->
            rig.names()
                .containsAll(
                    Set.of(
                        "jvm_gc_pause_seconds_count",
                        "wirthforge_disconnects_total",
                        "wirthforge_resumes_total",
                        "wirthforge_texts_ended_total",
                        "wirthforge_events_rejected_total",
                        "wirthforge_connections_refused_total")));
  }

  @Test
  void theDashboardsDo() throws Exception {
    JsonObject dashboard =
        new JsonObject(Files.readString(ROOT.resolve("conf/grafana-dashboard.json")));
    List<String> titles = new ArrayList<>();
    StringBuilder expressions = new StringBuilder();
    for (Object each : dashboard.getJsonArray("panels")) {
      JsonObject panel = (JsonObject) each;
      titles.add(panel.getString("title"));
      JsonArray targets = panel.getJsonArray("targets");
      assertThat(targets).as(panel.getString("title")).isNotEmpty();
      targets.forEach(it -> expressions.append(((JsonObject) it).getString("expr")).append('\n'));
    }
    assertThat(titles)
        .contains(
            "Connections",
            "Frame rate",
            "Latency",
            "Energy",
            "Frame timeline",
            "Latency timeline",
            "Messages",
            "Resources",
            "Errors");
    assertExported(expressions.toString(), 25);
  }

  @Test
  void theAlertsDo() throws Exception {
    String rules = Files.readString(ROOT.resolve("conf/prometheus-rules.yml"));
    assertExported(rules, 8);
    assertThat(rules.lines().filter(line -> line.contains("- alert:"))).hasSize(8);
    assertThat(rules.lines().filter(line -> line.contains("severity: "))).hasSize(8);
  }

  @Test
  void theReadmeDoes() throws Exception {
    assertExported(Files.readString(ROOT.resolve("README.md")), 12);
  }

  @Test
  void methodsAndPathsThatClientsInventAddNoSeries() {
    invent(0);
    Set<String> before = rig.series("vertx_");
    for (int i = 1; i < 50; i++) {
      invent(i);
    }
    assertThat(rig.series("vertx_")).isEqualTo(before);
    assertThat(rig.series("")).hasSizeLessThan(500);
  }

  private static void invent(int i) {
    rig.http.raw("FOO" + i + " /path" + i + " HTTP/1.1", AppRig.HOST);
    rig.http.get("/no/such/path" + i);
    rig.http.get("/metrics?name=" + i);
  }

  private static void assertExported(String text, int atLeast) {
    Set<String> named = new TreeSet<>();
    NAME.matcher(text).results().forEach(match -> named.add(match.group()));
    assertThat(named).hasSizeGreaterThanOrEqualTo(atLeast);
    Set<String> exported = rig.names();
    // Timers are named by their base in prose.
    named.removeIf(name -> exported.contains(name + "_count"));
    assertThat(exported).containsAll(named);
  }
}
