package io.wirthforge.schemas.client;

import java.io.IOException;

/** A server answered, but not by becoming a WebSocket. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The status of its answer; 0 where what it answered is no HTTP, or no WebSocket. */
  public int status() {
    return status;
  }
}
