package io.wirthforge.bridge;

/**
 * The way to one client's socket, as its link sees it. All calls are made on one event loop. What
 * is sent may wait for the next flush.
 */
interface ClientTransport {

  /** What to do when the socket takes bytes again. */
  void onDrained(Runnable drained);

  /** Who may be told of short frames in place of the socket's own handlers, and sooner. */
  void onShortFrames(ShortFrames.Sink sink);

  /** Whether a message written now would leave without waiting behind others. */
  boolean writable();

  /** Sends messages that other clients may get as well. */
  void send(SharedMessages messages);

  /**
   * Sends messages, and after them a ping as {@link #sendPing} does, both of which other clients
   * may get as well.
   */
  void sendAndPing(SharedMessages messages, long frameNumber);

  /**
   * Sends one message that other clients may get as well, with an end of its own.
   *
   * @param without how many bytes of its end, all ASCII, are left out for it
   */
  void sendEnding(SharedMessages message, int without, String end);

  /** Sends a text message. */
  void sendText(String message);

  /**
   * Sends a protocol ping, which every client answers as it reads.
   *
   * @param frameNumber comes back in the pong
   */
  void sendPing(long frameNumber);

  /** What was sent leaves. */
  void flush();

  /** Ends the connection, though its peer may read nothing; a close frame is tried first. */
  void close(CloseReason reason);
}
