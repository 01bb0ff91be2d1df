package io.wirthforge.schemas;

/** How much an {@code error_event} matters. */
public enum Severity implements WireName {
  INFO,
  WARNING,
  ERROR,
  CRITICAL
}
