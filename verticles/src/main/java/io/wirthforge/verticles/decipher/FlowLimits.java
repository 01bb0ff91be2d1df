package io.wirthforge.verticles.decipher;

/**
 * When a session's state changes.
 *
 * @param chargeMs how long a prompt may wait for its first token
 * @param saturatedFrom the energy that saturates, 0…1
 * @param saturatedUntil the energy below which it no longer does, 0…1
 * @param saturationMs how long the energy must be that high
 */
public record FlowLimits(
    double chargeMs, double saturatedFrom, double saturatedUntil, double saturationMs) {

  /** The limits that hold unless others are set. */
  public static final FlowLimits DEFAULT = new FlowLimits(10_000, 0.85, 0.7, 800);
}
