package io.wirthforge.bridge;

/** How often a client wants frames: as asked by {@code set_rate}, or once a second when hidden. */
final class FramePace {

  private static final int HIDDEN_RATE = 1;

  private int maxFrameRate = FrameClock.FRAME_RATE;
  private boolean hidden;
  private boolean returned;

  void maxFrameRate(int framesPerSecond) {
    maxFrameRate = framesPerSecond;
  }

  void hidden(boolean isHidden) {
    returned |= hidden && !isHidden;
    hidden = isHidden;
  }

  /** Whether a frame may follow the last one; a page that returns gets one at once. */
  boolean allows(long lastFrameNumber, long frameNumber) {
    int rate = hidden ? HIDDEN_RATE : maxFrameRate;
    return returned
        || frameNumber * rate / FrameClock.FRAME_RATE
            != lastFrameNumber * rate / FrameClock.FRAME_RATE;
  }

  void sent() {
    returned = false;
  }
}
