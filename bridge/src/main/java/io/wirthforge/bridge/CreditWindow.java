package io.wirthforge.bridge;

/**
 * How many frames a client may be sent before it confirms that it handled earlier ones.
 *
 * <p>Counts frames sent and not yet confirmed, never tick numbers, so that a client whose frames
 * were merged owes no more than it got.
 */
final class CreditWindow {

  private final int size;
  private long[] unconfirmed;
  private int first;
  private int count;

  CreditWindow(int size) {
    this.size = size;
    this.unconfirmed = new long[size + 1]; // A state may go out beside the window.
  }

  boolean isOpen() {
    return count < size;
  }

  /** How many frames are under way. */
  int unconfirmed() {
    return count;
  }

  /** Notes a frame as sent. */
  void sent(long frameNumber) {
    if (count == unconfirmed.length) {
      grow();
    }
    unconfirmed[(first + count) % unconfirmed.length] = frameNumber;
    count++;
  }

  /**
   * Notes a confirmation of a frame and all before it.
   *
   * @return whether it confirmed anything new
   */
  boolean confirm(long frameNumber) {
    int before = count;
    while (count > 0 && unconfirmed[first] <= frameNumber) {
      first = (first + 1) % unconfirmed.length;
      count--;
    }
    return count < before;
  }

  private void grow() {
    long[] larger = new long[2 * count];
    for (int i = 0; i < count; i++) {
      larger[i] = unconfirmed[(first + i) % count];
    }
    unconfirmed = larger;
    first = 0;
  }
}
