package io.wirthforge.bridge;

import java.io.IOException;
import java.net.BindException;

/** What a failure to listen looks like: the JDK's transport and the native ones differ. */
public final class BindFailures {

  private BindFailures() {}

  /** Whether a failure says that an address could not be listened on. */
  public static boolean isOne(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof BindException
        || (failure instanceof IOException && message != null && message.startsWith("bind("));
  }
}
