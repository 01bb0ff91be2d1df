package io.wirthforge.bridge;

import java.nio.charset.StandardCharsets;

/**
 * Why the server ends a connection.
 *
 * @param code the WebSocket close code
 * @param text what a person can act on; at most 123 bytes of UTF-8, never a client's own words
 */
public record CloseReason(int code, String text) {

  static final CloseReason SHUTDOWN =
      new CloseReason(1001, "the server is shutting down; reconnect");
  static final CloseReason PROTOCOL_ERROR =
      new CloseReason(1002, "the WebSocket protocol was violated");
  static final CloseReason NOT_UTF8 = new CloseReason(1007, "a text message was not UTF-8");
  static final CloseReason MESSAGE_TOO_LARGE =
      new CloseReason(1009, "a message was over 64 KiB; send smaller ones");
  static final CloseReason INTERNAL = new CloseReason(1011, "the server failed; reconnect");
  static final CloseReason AT_CAPACITY =
      new CloseReason(1013, "all connections are taken; reconnect later");
  static final CloseReason RATE_LIMITED =
      new CloseReason(4002, "over 100 messages in a second; reconnect and send fewer");
  static final CloseReason STALLED =
      new CloseReason(4008, "nothing could be written for 30 s; reconnect and resume");
  static final CloseReason SILENT =
      new CloseReason(4008, "no answer to heartbeat or ping for 30 s; reconnect and resume");
  static final CloseReason TOO_FAR_BEHIND =
      new CloseReason(4008, "too much text is waiting to be read; reconnect and resume");

  private static final int MAX_BYTES = 123;

  /** Checks that a close frame can carry it. */
  public CloseReason {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a close reason has at most 123 bytes: " + text);
    }
  }

  /** A query parameter of the connection has no meaning; the client should not try again. */
  static CloseReason badParameter(String name, String demand) {
    return new CloseReason(4000, "query parameter " + name + " " + demand);
  }
}
