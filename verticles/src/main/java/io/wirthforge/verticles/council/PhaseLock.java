package io.wirthforge.verticles.council;

/**
 * How firmly the phases of two beats keep step in a ratio, over a window of frames: the mean of
 * unit vectors, each pointing where the phases differ to.
 */
final class PhaseLock {

  private static final double TURN = 2 * Math.PI;
  private static final double DEGREES = 360;

  private final double[] cosines;
  private final double[] sines;
  private Ratio ratio = Ratio.ONE_TO_ONE;
  private double cosineSum;
  private double sineSum;
  private int filled;
  private long newest = -1;

  PhaseLock(int windowFrames) {
    cosines = new double[windowFrames];
    sines = new double[windowFrames];
  }

  /** Takes in all frames whose phases have become known to both. */
  void advance(Ratio wanted, Beat first, Beat second) {
    long until = Math.min(first.knownUntil(), second.knownUntil());
    long known = Math.max(first.knownFrom(), second.knownFrom());
    long from = Math.max(newest + 1, Math.max(known, until - cosines.length + 1));
    if (wanted != ratio || from != newest + 1) {
      ratio = wanted;
      filled = 0;
      cosineSum = 0;
      sineSum = 0;
      from = Math.max(known, until - cosines.length + 1);
    }
    for (long frame = from; frame <= until; frame++) {
      push(frame, ratio.second() * first.cycleAt(frame) - ratio.first() * second.cycleAt(frame));
    }
    newest = Math.max(from - 1, until);
  }

  boolean isFull() {
    return filled == cosines.length;
  }

  /** 0 for no step at all, 1 for perfect step. */
  double strength() {
    return Math.min(1, Math.hypot(cosineSum, sineSum) / cosines.length);
  }

  /** By how much the first is ahead, in degrees, from 0 up to 360. */
  double phaseDegrees() {
    double degrees = Math.toDegrees(Math.atan2(sineSum, cosineSum));
    return degrees < 0 ? Math.min(DEGREES, degrees + DEGREES) : degrees;
  }

  private void push(long frame, double cyclesApart) {
    int slot = (int) (frame % cosines.length);
    if (filled == cosines.length) {
      cosineSum -= cosines[slot];
      sineSum -= sines[slot];
    } else {
      filled++;
    }
    cosines[slot] = Math.cos(TURN * cyclesApart);
    sines[slot] = Math.sin(TURN * cyclesApart);
    cosineSum += cosines[slot];
    sineSum += sines[slot];
  }
}
