package io.wirthforge.bridge;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many frames a client may be sent before it confirms that it handled earlier ones.
 *
 * <p>Counts frames sent and not yet confirmed, never tick numbers, so that a client whose frames
 * were merged owes no more than it got.
 */
final class CreditWindow {

  private final int size;
  private final Deque<Long> unconfirmed = new ArrayDeque<>();

  CreditWindow(int size) {
    this.size = size;
  }

  boolean isOpen() {
    return unconfirmed.size() < size;
  }

  /** How many frames are under way. */
  int unconfirmed() {
    return unconfirmed.size();
  }

  /** Notes a frame as sent. */
  void sent(long frameNumber) {
    unconfirmed.addLast(frameNumber);
  }

  /**
   * Notes a confirmation of a frame and all before it.
   *
   * @return whether it confirmed anything new
   */
  boolean confirm(long frameNumber) {
    boolean any = false;
    while (!unconfirmed.isEmpty() && unconfirmed.getFirst() <= frameNumber) {
      unconfirmed.removeFirst();
      any = true;
    }
    return any;
  }
}
