package io.wirthforge.bridge;

import org.jspecify.annotations.Nullable;

/** The one that a socket tells what its client does. All calls are made on one event loop. */
interface SocketListener {

  /** A text message is whole. */
  void text(String text, long nowNanos);

  /** A binary message is whole. */
  void binary(byte[] data, long nowNanos);

  /** A ping, or a further piece of a message. */
  void pingOrPiece(long nowNanos);

  /**
   * A pong came.
   *
   * @param frameNumber what its ping carried; null if the pong answers none of ours
   */
  void pong(@Nullable Long frameNumber, long nowNanos);

  /** The client broke a rule that ends its connection. */
  void broken(CloseReason reason);
}
