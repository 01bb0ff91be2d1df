package io.wirthforge.schemas.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found so far, by rule; scenarios run side by side and all write here. */
final class Findings {

  private final Map<Rule, Finding> found = new EnumMap<>(Rule.class);

  /** Adds what was found; of several findings on a rule a failure decides. */
  synchronized void add(Rule rule, Finding finding) {
    found.merge(rule, finding, Finding::and);
  }

  synchronized void addAll(Set<Rule> rules, Finding finding) {
    rules.forEach(rule -> add(rule, finding));
  }

  /** A verdict on each of these rules. */
  synchronized List<Verdict> verdicts(Set<Rule> rules) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Rule rule : rules) {
      Finding finding = found.getOrDefault(rule, Finding.skipped("nothing was seen of it"));
      verdicts.add(new Verdict(rule, finding.outcome(), finding.evidence()));
    }
    return verdicts;
  }
}
