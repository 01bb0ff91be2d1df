package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.StreamAddress;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of judging a server.
 *
 * @param address which server
 * @param watchedSeconds how long it was watched
 * @param tookSeconds how long all took
 * @param verdicts one on each rule, in their order
 * @param latencies in microseconds, by the way that was measured
 */
public record Report(
    StreamAddress address,
    int watchedSeconds,
    double tookSeconds,
    List<Verdict> verdicts,
    Map<String, Histogram> latencies) {

  public Report {
    verdicts = List.copyOf(verdicts);
  }

  /** Whether it failed by no rule. */
  public boolean isPassed() {
    return count(Outcome.FAIL) == 0;
  }

  /** On how many rules this came out. */
  public long count(Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  /** As a table for people. */
  public String toTable() {
    return ReportTable.of(this);
  }

  /** As one JSON object. */
  public String toJson() {
    return ReportJson.of(this);
  }
}
