package io.wirthforge.verticles.reward;

/** Whether enough tokens came in every second of a long enough time. */
final class SteadyPace {

  private static final int SECOND_FRAMES = 60;
  private static final int TOKENS_PER_SECOND = 10;
  private static final int LONG_FRAMES = 30 * SECOND_FRAMES;

  private final long[] counts = new long[SECOND_FRAMES];
  private long tokens;
  private long lastFrame = -1;
  private long steadyFrames;

  /** Notes a frame; true once the pace was held for long enough. */
  boolean note(long frame, long newTokens) {
    if (lastFrame < 0 || frame <= lastFrame) {
      lastFrame = frame - 1;
    }
    long silent = Math.min(SECOND_FRAMES, frame - lastFrame - 1);
    for (long i = silent; i > 0; i--) {
      count(frame - i, 0);
    }
    if (frame - lastFrame > SECOND_FRAMES) {
      steadyFrames = 0;
    }
    count(frame, newTokens);
    lastFrame = frame;
    return steadyFrames >= LONG_FRAMES;
  }

  private void count(long frame, long newTokens) {
    int slot = (int) Math.floorMod(frame, (long) SECOND_FRAMES);
    tokens += newTokens - counts[slot];
    counts[slot] = newTokens;
    steadyFrames = tokens >= TOKENS_PER_SECOND ? steadyFrames + 1 : 0;
  }
}
