package io.wirthforge.verticles.model.engine;

/**
 * The rotary position embedding of one session: turns each adjacent pair of a head by an angle that
 * grows with the position, {@code position * 10000^(-i / headSize)} for the pair at even index i.
 *
 * <p>The position may grow for ever: angles are taken in double precision, modulo one turn.
 */
final class Rotation {

  private static final double BASE = 10_000;
  private static final double TURN = 2 * StrictMath.PI;

  private final double[] frequencies; // [headSize / 2], radians per position
  private final float[] cos; // [headSize / 2]
  private final float[] sin;

  Rotation(int headSize) {
    frequencies = new double[headSize / 2];
    cos = new float[frequencies.length];
    sin = new float[frequencies.length];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = StrictMath.pow(BASE, -2.0 * i / headSize);
    }
  }

  /** Moves to a position, 0 or larger. */
  void moveTo(long position) {
    for (int i = 0; i < frequencies.length; i++) {
      double angle = position * frequencies[i] % TURN;
      cos[i] = (float) StrictMath.cos(angle);
      sin[i] = (float) StrictMath.sin(angle);
    }
  }

  /**
   * Turns a vector of whole heads in place.
   *
   * @param x float[at least length]
   * @param length a multiple of the head size
   */
  void turn(float[] x, int length) {
    for (int head = 0; head < length; head += 2 * cos.length) {
      for (int i = 0; i < cos.length; i++) {
        float a = x[head + 2 * i];
        float b = x[head + 2 * i + 1];
        x[head + 2 * i] = a * cos[i] - b * sin[i];
        x[head + 2 * i + 1] = a * sin[i] + b * cos[i];
      }
    }
  }
}
