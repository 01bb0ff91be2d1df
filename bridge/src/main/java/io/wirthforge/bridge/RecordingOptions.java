package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;

/**
 * How a recording is made; immutable, with a twin in JSON.
 *
 * @param text whether texts are written as they are; if not, letters of the same number stand for
 *     them
 * @param maxBytes how large the file may become; then the recording ends and the stream goes on
 * @param overwrite whether a file that exists is replaced
 * @param program what the header says made the recording
 */
public record RecordingOptions(boolean text, long maxBytes, boolean overwrite, String program) {

  public static final long DEFAULT_MAX_BYTES = 1L << 30;
  public static final String DEFAULT_PROGRAM = "wirthforge bridge";

  private static final long MIN_BYTES = 64 << 10;

  /** Checks the bound. */
  public RecordingOptions {
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes must be " + MIN_BYTES + " or more, was " + maxBytes);
    }
  }

  /** The defaults: without text, up to 1 GiB, into a new file. */
  public RecordingOptions() {
    this(new JsonObject());
  }

  /**
   * The defaults, and what a JSON object sets of them.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public RecordingOptions(JsonObject json) {
    this(
        json.getBoolean("text", false),
        json.getLong("maxBytes", DEFAULT_MAX_BYTES),
        json.getBoolean("overwrite", false),
        json.getString("program", DEFAULT_PROGRAM));
  }

  /** The settings as JSON; {@link #RecordingOptions(JsonObject)} takes them back. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("text", text)
        .put("maxBytes", maxBytes)
        .put("overwrite", overwrite)
        .put("program", program);
  }

  /** The same with text, or without. */
  public RecordingOptions withText(boolean withText) {
    return new RecordingOptions(withText, maxBytes, overwrite, program);
  }
}
