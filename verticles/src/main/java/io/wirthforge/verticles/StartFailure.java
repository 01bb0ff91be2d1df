package io.wirthforge.verticles;

import io.wirthforge.bridge.BindFailures;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.InvalidRecordingException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A start that failed for a reason the person can change; its message is the whole story. */
final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message, null, false, false);
  }

  /** Says what a person can do about a failure to listen; others pass as they are. */
  static Throwable of(Throwable failure, FrameBridgeOptions options) {
    if (!BindFailures.isOne(failure)) {
      return failure;
    }
    int last = options.port() + options.portTries() - 1;
    return new StartFailure(
        options.portTries() == 1
            ? "\"port\" "
                + options.port()
                + " is taken or not to be had on "
                + options.host()
                + ": stop what listens there, or configure another \"port\""
            : "no port from "
                + options.port()
                + " to "
                + last
                + " is free on "
                + options.host()
                + ": configure another \"port\"");
  }

  /** One line on any failure to start. */
  static String wordsFor(@Nullable Throwable failure) {
    if (failure == null) {
      return "it took too long";
    }
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    String words =
        failure instanceof StartFailure
                || failure instanceof InvalidRecordingException
                || failure instanceof IOException
            ? String.valueOf(failure.getMessage())
            : failure.toString();
    return words.replaceAll("\\s+", " ").strip();
  }
}
