package io.wirthforge.schemas.conformance;

/**
 * An outcome and what it rests on.
 *
 * @param outcome what it is
 * @param evidence what was seen and where, in one line; never a prompt, a text, or words of the
 *     server
 */
record Finding(Outcome outcome, String evidence) {

  static Finding pass(String evidence, Object... figures) {
    return new Finding(Outcome.PASS, Words.of(evidence, figures));
  }

  static Finding fail(String evidence, Object... figures) {
    return new Finding(Outcome.FAIL, Words.of(evidence, figures));
  }

  static Finding skipped(String reason, Object... figures) {
    return new Finding(Outcome.SKIPPED, Words.of(reason, figures));
  }

  /** Two findings on one rule as one: a failure decides, then a pass. */
  Finding and(Finding other) {
    if (outcome == Outcome.FAIL || other.outcome == Outcome.FAIL) {
      return outcome == Outcome.FAIL ? this : other;
    }
    if (outcome != other.outcome) {
      return outcome == Outcome.PASS ? this : other;
    }
    return evidence.contains(other.evidence)
        ? this
        : new Finding(outcome, evidence + "; " + other.evidence);
  }

  /** The same, said of one mode. */
  Finding in(WireProtocol mode) {
    return new Finding(outcome, mode.label() + ": " + evidence);
  }
}
