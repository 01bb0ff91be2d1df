package io.wirthforge.verticles;

/**
 * The event-bus addresses on which the application tells other modules about itself. Every message
 * is published as a JsonObject, holds no text of anybody's, and is local unless the bus is
 * clustered.
 */
public final class SystemAddresses {

  /**
   * Everything runs, clients are let in: {@code {modelId, tier, version, capabilities: [string],
   * port, startMs}}.
   */
  public static final String READY = "wirthforge.system.ready";

  /** A model can be asked from now on: {@code {modelId, name, source}}. */
  public static final String MODEL_LOADED = "wirthforge.system.model.loaded";

  /**
   * A model could not be loaded, broke off, or is gone: {@code {modelId?, sessionId?, reason,
   * message}}, where reason is {@code LOAD}, {@code ERROR}, {@code INCOMPLETE} or {@code LOST}.
   */
  public static final String MODEL_ERROR = "wirthforge.system.model.error";

  /** Everything is about to stop: {@code {uptimeMs}}. Told once. */
  public static final String SHUTDOWN = "wirthforge.system.shutdown";

  /**
   * How fast sources may go, told when it changes: {@code {pace, workMs, waitMs}}. The pace is the
   * share of their own that can be taken in, above 0, at most 1; then what strained a frame most:
   * the work on its tokens, and the wait of its tick, in milliseconds.
   */
  public static final String PRESSURE = "wirthforge.system.pressure";

  private SystemAddresses() {}
}
