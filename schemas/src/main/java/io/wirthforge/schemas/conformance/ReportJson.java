package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A {@link Report} for programs, in plain ASCII. */
final class ReportJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private ReportJson() {}

  static String of(Report report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("url", report.address().toString());
    json.put("protocol", "1.0.0");
    json.put("watchedSeconds", report.watchedSeconds());
    json.put("passed", report.count(Outcome.PASS));
    json.put("failed", report.count(Outcome.FAIL));
    json.put("skipped", report.count(Outcome.SKIPPED));
    ArrayNode verdicts = json.putArray("verdicts");
    for (Verdict verdict : report.verdicts()) {
      verdicts
          .addObject()
          .put("rule", verdict.rule().id())
          .put("section", verdict.rule().section())
          .put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT))
          .put("evidence", verdict.evidence());
    }
    ObjectNode latencies = json.putObject("latencyMs");
    report.latencies().forEach((way, histogram) -> latencies.set(way, figures(histogram)));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode figures(Histogram histogram) {
    return JSON.createObjectNode()
        .put("count", histogram.getTotalCount())
        .put("p50", histogram.getValueAtPercentile(50) / 1e3)
        .put("p90", histogram.getValueAtPercentile(90) / 1e3)
        .put("p99", histogram.getValueAtPercentile(99) / 1e3)
        .put("max", histogram.getMaxValue() / 1e3);
  }
}
