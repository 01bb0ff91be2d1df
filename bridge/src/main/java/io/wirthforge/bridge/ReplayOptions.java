package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;

/**
 * How a recording is played; immutable, with a twin in JSON.
 *
 * @param speed how many times as fast as it was recorded, 0.1 to 10
 * @param loop whether it begins anew at its end, each time as another run of the stream
 */
public record ReplayOptions(double speed, boolean loop) {

  public static final double MIN_SPEED = 0.1;
  public static final double MAX_SPEED = 10;

  /** Checks the speed. */
  public ReplayOptions {
    if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException("speed must be 0.1 to 10, was " + speed);
    }
  }

  /** As fast as it was recorded, once. */
  public ReplayOptions() {
    this(1, false);
  }

  /**
   * The defaults, and what a JSON object sets of them.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public ReplayOptions(JsonObject json) {
    this(json.getDouble("speed", 1.0), json.getBoolean("loop", false));
  }

  /** The settings as JSON; {@link #ReplayOptions(JsonObject)} takes them back. */
  public JsonObject toJson() {
    return new JsonObject().put("speed", speed).put("loop", loop);
  }
}
