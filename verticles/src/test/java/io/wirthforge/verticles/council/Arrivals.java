package io.wirthforge.verticles.council;

import java.util.Arrays;
import java.util.Random;

/** Synthetic streams of 20 tokens a second: when each token arrives, in milliseconds. */
final class Arrivals {

  static final double MEAN_GAP_MS = 50;

  /** A kind of stream, by how regular its gaps are. */
  enum Kind {
    POISSON(1),
    IRREGULAR(2),
    UNEVEN(4),
    EVEN(10),
    VERY_EVEN(100),
    METRONOME(0);

    /** Gaps are sums of so many exponential ones: their variation is 1 over the root of it. */
    private final int order;

    Kind(int order) {
      this.order = order;
    }
  }

  private Arrivals() {}

  static double[] of(Kind kind, double lengthMs, Random random) {
    double[] times = new double[(int) (lengthMs / MEAN_GAP_MS * 3) + 100];
    int count = 0;
    double now = random.nextDouble() * MEAN_GAP_MS;
    while (now < lengthMs && count < times.length) {
      times[count++] = now;
      now += gap(kind, random);
    }
    return Arrays.copyOf(times, count);
  }

  /** The same beats, each a little early or late. */
  static double[] jittered(double[] beats, double jitterMs, Random random) {
    double[] times = new double[beats.length];
    for (int i = 0; i < beats.length; i++) {
      times[i] = Math.max(0, beats[i] + jitterMs * random.nextGaussian());
    }
    Arrays.sort(times);
    return times;
  }

  /** Every so many beats of a stream. */
  static double[] every(int step, double[] beats) {
    double[] some = new double[(beats.length + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = beats[i * step];
    }
    return some;
  }

  /** Between the beats of a stream, so many more, evenly. */
  static double[] divided(int parts, double[] beats) {
    double[] more = new double[Math.max(0, (beats.length - 1) * parts)];
    for (int i = 0; i < more.length; i++) {
      double from = beats[i / parts];
      more[i] = from + (beats[i / parts + 1] - from) * (i % parts) / parts;
    }
    return more;
  }

  private static double gap(Kind kind, Random random) {
    if (kind.order == 0) {
      return MEAN_GAP_MS;
    }
    double sum = 0;
    for (int i = 0; i < kind.order; i++) {
      sum -= StrictMath.log(1 - random.nextDouble());
    }
    return sum * MEAN_GAP_MS / kind.order;
  }
}
