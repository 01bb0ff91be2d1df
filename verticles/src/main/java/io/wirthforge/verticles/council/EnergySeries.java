package io.wirthforge.verticles.council;

/**
 * The energy of one stream, frame by frame on the common index: silent frames are zeros, and each
 * frame is smoothed into the next.
 */
final class EnergySeries {

  /** Over how many frames a stream's tokens are counted. */
  static final int ACTIVITY_FRAMES = 60;

  private static final int AHEAD = 16;
  private static final int MANY_TOKENS = 1_000_000;

  private final double alpha;
  private final double[] window;
  private final double[] ahead = new double[AHEAD];
  private final int[] counts = new int[ACTIVITY_FRAMES];
  private double smoothed;
  private int newTokens;
  private long recentTokens;

  EnergySeries(CouncilOptions options) {
    this.alpha = options.emaAlpha();
    this.window = new double[options.windowFrames()];
  }

  /**
   * Takes tokens in. Their energy is shared between the two frames their time lies between: counted
   * in whole frames, two streams in step would seem out of step wherever a frame's end falls
   * between them.
   *
   * @param framesLate how long after the newest tick they came, in frames
   */
  void add(double framesLate, int tokens, double units) {
    double place = framesLate > 0 ? Math.min(framesLate, AHEAD - 2) : 0;
    int frame = (int) place;
    double share = place - frame;
    ahead[frame] += units * (1 - share);
    ahead[frame + 1] += units * share;
    newTokens = Math.min(MANY_TOKENS, newTokens + Math.min(MANY_TOKENS, tokens));
  }

  /** Ends frames: the newest, and those that were skipped before it. */
  void close(long newestFrame, int frames) {
    for (int i = frames - 1; i >= 0; i--) {
      long frame = newestFrame - i;
      smoothed += alpha * (ahead[0] - smoothed);
      System.arraycopy(ahead, 1, ahead, 0, AHEAD - 1);
      ahead[AHEAD - 1] = 0;
      window[(int) (frame % window.length)] = smoothed;
      count((int) (frame % ACTIVITY_FRAMES));
    }
  }

  /** How many tokens came in the last {@value #ACTIVITY_FRAMES} frames. */
  long recentTokens() {
    return recentTokens;
  }

  /**
   * How two series of equal windows rise and fall together.
   *
   * @return Pearson's coefficient, -1…1; 0 where one of them does not vary
   */
  double correlation(EnergySeries other) {
    double meanX = mean(window);
    double meanY = mean(other.window);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < window.length; i++) {
      double x = window[i] - meanX;
      double y = other.window[i] - meanY;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    if (isFlat(xx, meanX) || isFlat(yy, meanY)) {
      return 0;
    }
    double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
    return Math.max(-1, Math.min(1, r));
  }

  /** What is left of a sum of squares by rounding alone is no variance. */
  private boolean isFlat(double squares, double mean) {
    return !(squares > 1e-20 * window.length * mean * mean) || squares < Double.MIN_NORMAL;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private void count(int slot) {
    recentTokens += newTokens - counts[slot];
    counts[slot] = newTokens;
    newTokens = 0;
  }
}
