package io.wirthforge.schemas;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The refusal of an event that breaks the contract. Its message tells places and rules, never
 * values, so it may be logged whatever the event held.
 */
public final class InvalidEventException extends IllegalArgumentException {

  private final List<Violation> violations;

  /** A refusal for these reasons, at least one. */
  public InvalidEventException(List<Violation> violations) {
    super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /** Every rule that was broken, at least one. */
  public List<Violation> violations() {
    return violations;
  }
}
