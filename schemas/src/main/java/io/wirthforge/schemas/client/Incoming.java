package io.wirthforge.schemas.client;

/**
 * What came over a WebSocket.
 *
 * @param kind what it is
 * @param text of a text message; of {@link Kind#BROKEN}, which rule was broken
 * @param data of a ping or pong
 * @param code of a close; 1005 where it had none
 * @param bytes how long the message was
 * @param nanos when it was whole, by {@link System#nanoTime}
 * @param epochMicros when it was whole, in microseconds since the epoch
 */
public record Incoming(
    Kind kind, String text, byte[] data, int code, int bytes, long nanos, long epochMicros) {

  /** What can come. */
  public enum Kind {
    TEXT,
    BINARY,
    /** Never handed out: it is answered in passing. */
    PING,
    PONG,
    CLOSE,
    /** The server violated WebSocket itself. */
    BROKEN,
    /** There is no connection any more. */
    END
  }
}
