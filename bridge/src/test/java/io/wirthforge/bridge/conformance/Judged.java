package io.wirthforge.bridge.conformance;

import io.wirthforge.schemas.client.RefusedException;
import io.wirthforge.schemas.client.StreamAddress;
import io.wirthforge.schemas.client.Upgrade;
import io.wirthforge.schemas.client.WireSocket;
import io.wirthforge.schemas.conformance.Conformance;
import io.wirthforge.schemas.conformance.ConformanceSettings;
import io.wirthforge.schemas.conformance.Outcome;
import io.wirthforge.schemas.conformance.Report;
import io.wirthforge.schemas.conformance.Rule;
import io.wirthforge.schemas.conformance.Verdict;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges servers of this machine, and looks at what came of it. */
final class Judged {

  private static final int SECONDS = 2;

  private Judged() {}

  static Report judge(int port) throws IOException {
    return Conformance.judge(ConformanceSettings.of(address(port)).watching(SECONDS));
  }

  static StreamAddress address(int port) {
    return StreamAddress.of("ws://127.0.0.1:" + port + "/ws");
  }

  static Set<Rule> failed(Report report) {
    return with(report, Outcome.FAIL);
  }

  static Set<Rule> skipped(Report report) {
    return with(report, Outcome.SKIPPED);
  }

  private static Set<Rule> with(Report report, Outcome outcome) {
    return report.verdicts().stream()
        .filter(verdict -> verdict.outcome() == outcome)
        .map(Verdict::rule)
        .collect(Collectors.toSet());
  }

  /** How an upgrade without anything special is answered. */
  static int status(int port) throws IOException {
    try {
      WireSocket.open(Upgrade.to(address(port))).close();
      return 101;
    } catch (RefusedException e) {
      return e.status();
    }
  }
}
