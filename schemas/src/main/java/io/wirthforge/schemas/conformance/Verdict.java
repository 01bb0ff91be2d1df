package io.wirthforge.schemas.conformance;

/**
 * What a server did about one rule.
 *
 * @param rule which rule
 * @param outcome whether it kept it
 * @param evidence what was seen and where; for {@link Outcome#SKIPPED} why nothing could be judged
 */
public record Verdict(Rule rule, Outcome outcome, String evidence) {}
