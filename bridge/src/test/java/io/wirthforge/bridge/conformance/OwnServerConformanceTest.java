package io.wirthforge.bridge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.conformance.Outcome;
import io.wirthforge.schemas.conformance.Report;
import io.wirthforge.schemas.conformance.Rule;
import org.junit.jupiter.api.Test;

/** Our own server, judged by the same kit as anybody's. */
class OwnServerConformanceTest {

  @Test
  void ourServerPassesByEveryRuleInBothModes() throws Exception {
    try (RealServer server = RealServer.start()) {
      Report report = Judged.judge(server.port());

      assertThat(report.verdicts())
          .as(report.toTable())
          .hasSize(Rule.values().length)
          .allMatch(verdict -> verdict.outcome() == Outcome.PASS);
      assertThat(report.toTable())
          .doesNotContain("lightning", "reward ", "a test")
          .matches("(?s)\\A[\\x20-\\x7e\\n]+\\z");
      assertTold(report);
    }
  }

  private static void assertTold(Report report) throws Exception {
    JsonNode json = new ObjectMapper().readTree(report.toJson());

    assertThat(json.path("passed").intValue()).isEqualTo(Rule.values().length);
    assertThat(json.path("failed").intValue()).isZero();
    assertThat(json.path("verdicts")).hasSize(Rule.values().length);
    assertThat(json.at("/verdicts/0/rule").textValue()).isEqualTo("subprotocol.agreed");
    assertThat(json.at("/verdicts/0/verdict").textValue()).isEqualTo("pass");
    assertThat(json.path("latencyMs")).isNotEmpty();
  }

  @Test
  void aServerWithAWindowOfOneIsNoWorse() throws Exception {
    try (RealServer server = RealServer.start(new JsonObject().put("ackWindow", 1))) {
      Report report = Judged.judge(server.port());

      assertThat(Judged.failed(report)).as(report.toTable()).isEmpty();
    }
  }
}
