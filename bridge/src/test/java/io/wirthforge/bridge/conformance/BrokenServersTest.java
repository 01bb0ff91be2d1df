package io.wirthforge.bridge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.conformance.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that do one thing wrong fail by the rule that says so, and by no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenServersTest {

  /** Most of a judgement is waiting, so that several take hardly longer than one. */
  private static final int AT_ONCE = 6;

  private static final int MOST_JUDGEMENTS = 5;

  private final Map<BrokenServer, Future<Report>> reports = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private RealServer server;

  @BeforeAll
  void judgeAll() throws Exception {
    server = RealServer.start();
    for (BrokenServer broken : BrokenServer.all()) {
      reports.put(broken, threads.submit(() -> judge(broken)));
    }
  }

  /** On a machine that has no time, too little may come for a fault to show: it is judged again. */
  private Report judge(BrokenServer broken) throws Exception {
    Report report;
    int judgements = 0;
    do {
      try (SpoilingProxy proxy = new SpoilingProxy(server.port(), broken.spoilers())) {
        report = Judged.judge(proxy.port());
      }
    } while (!Judged.failed(report).contains(broken.rule()) && ++judgements < MOST_JUDGEMENTS);
    return report;
  }

  @AfterAll
  void stop() {
    threads.shutdownNow();
    server.close();
  }

  List<BrokenServer> brokenServers() {
    return List.copyOf(reports.keySet());
  }

  @ParameterizedTest
  @MethodSource("brokenServers")
  void aServerThatIsBrokenFailsByTheRuleItBreaksAndByNoOther(BrokenServer broken) throws Exception {
    Report report = reports.get(broken).get(5, TimeUnit.MINUTES);

    assertThat(Judged.failed(report)).as(report.toTable()).containsExactly(broken.rule());
    assertThat(report.isPassed()).isFalse();
    assertThat(report.toTable())
        .contains("FAIL     " + broken.rule().id())
        .contains("schemas/PROTOCOL.md#" + broken.rule().section())
        .doesNotContain("lightning");
  }
}
