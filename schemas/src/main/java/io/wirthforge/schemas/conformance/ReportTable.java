package io.wirthforge.schemas.conformance;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** A {@link Report} for people, in plain ASCII. */
final class ReportTable {

  private static final int NAME = 25;

  private ReportTable() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        Words.of(
            "%s judged by WF-TECH-003 1.0.0, watched for %d s%n%n",
            report.address(), report.watchedSeconds()));
    for (Verdict verdict : report.verdicts()) {
      line(text, verdict.outcome().name(), verdict.rule().id(), verdict.evidence());
      if (verdict.outcome() == Outcome.FAIL) {
        line(text, "", "", "asked: " + verdict.rule().demand());
        line(text, "", "", "see schemas/PROTOCOL.md#" + verdict.rule().section());
      }
    }
    latencies(text, report.latencies());
    return text.append(
            Words.of(
                "%n%d rules in %.1f s: %d passed, %d failed, %d skipped",
                report.verdicts().size(),
                report.tookSeconds(),
                report.count(Outcome.PASS),
                report.count(Outcome.FAIL),
                report.count(Outcome.SKIPPED)))
        .toString();
  }

  private static void line(StringBuilder text, String outcome, String rule, String words) {
    text.append(Words.of("%-8s %-" + NAME + "s %s%n", outcome, rule, words));
  }

  private static void latencies(StringBuilder text, Map<String, Histogram> latencies) {
    if (latencies.isEmpty()) {
      return;
    }
    text.append(
        Words.of("%n%-34s %7s %8s %8s %8s %8s%n", "ms", "count", "p50", "p90", "p99", "max"));
    latencies.forEach(
        (way, histogram) ->
            text.append(
                Words.of(
                    "%-34s %7d %8.1f %8.1f %8.1f %8.1f%n",
                    way,
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50) / 1e3,
                    histogram.getValueAtPercentile(90) / 1e3,
                    histogram.getValueAtPercentile(99) / 1e3,
                    histogram.getMaxValue() / 1e3)));
  }
}
