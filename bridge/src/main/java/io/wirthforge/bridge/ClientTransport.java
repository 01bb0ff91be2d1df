package io.wirthforge.bridge;

/** The way to one client's socket, as its link sees it. All calls are made on one event loop. */
interface ClientTransport {

  /** Whether a message written now would leave without waiting behind others. */
  boolean writable();

  /** Writes a text message. */
  void sendText(String message);

  /**
   * Writes a protocol ping, which every client answers as it reads.
   *
   * @param frameNumber comes back in the pong
   */
  void sendPing(long frameNumber);

  /** Ends the connection, though its peer may read nothing; a close frame is tried first. */
  void close(CloseReason reason);
}
