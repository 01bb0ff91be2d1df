package io.wirthforge.verticles.model.engine;

/**
 * The random numbers of one generation: SplitMix64 (Steele, Lea and Flood, 2014), written out so
 * that a seed means the same numbers on every JVM.
 */
final class SplitMix64 {

  private long state;

  SplitMix64(long seed) {
    state = seed;
  }

  /** The next number, from 0 inclusive to 1 exclusive: 53 random bits. */
  double nextDouble() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-53;
  }
}
