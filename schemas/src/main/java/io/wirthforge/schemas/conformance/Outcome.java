package io.wirthforge.schemas.conformance;

/** What came of judging by a rule. */
public enum Outcome {
  PASS,
  FAIL,
  /** There was nothing to judge; the evidence says why. */
  SKIPPED
}
