package io.wirthforge.verticles.model.engine;

import java.io.IOException;
import java.util.Locale;

/**
 * The refusal of a weights or tokenizer file: one sentence that names the file, its size and what
 * is wrong with it.
 */
public final class InvalidCheckpointException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal whose message is {@code "austen.bin: 1,234 bytes, <reason>"}.
   *
   * @param file the name of the file
   * @param bytes its size in bytes
   * @param reason what is wrong, as the rest of a sentence
   */
  public InvalidCheckpointException(String file, long bytes, String reason) {
    super(String.format(Locale.ROOT, "%s: %,d bytes, %s", file, bytes, reason));
  }
}
