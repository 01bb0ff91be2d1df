package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** How late each tick of one source was; written by one thread. */
final class TickLog {

  /** As many at both ends tell whether the source drifts. */
  private static final int END_TICKS = 300;

  private final long[] latenessNanos;
  private final int warmUpTicks;
  private long firstTick = -1;
  private long lastTick;
  private int ticks;

  TickLog(int warmUpTicks, int maxTicks) {
    this.warmUpTicks = warmUpTicks;
    this.latenessNanos = new long[maxTicks];
  }

  /** A tick, and how late it was; the number it is given back. */
  synchronized long tick(long number, long nanos) {
    if (number >= warmUpTicks && ticks < latenessNanos.length) {
      firstTick = firstTick < 0 ? number : firstTick;
      lastTick = number;
      latenessNanos[ticks++] = nanos;
    }
    return number;
  }

  synchronized JsonObject toJson(TickSource source) {
    long[] sorted = Arrays.copyOf(latenessNanos, ticks);
    Arrays.sort(sorted);
    int end = Math.min(END_TICKS, ticks / 2);
    long drift = median(ticks - end, ticks) - median(0, end);
    return new JsonObject()
        .put("source", source.name())
        .put("ticks", ticks)
        .put("skipped", lastTick - firstTick + 1 - ticks)
        .put("p50Micros", sorted[ticks / 2] / 1e3)
        .put("p99Micros", sorted[(int) (ticks * 0.99)] / 1e3)
        .put("maxMicros", sorted[ticks - 1] / 1e3)
        .put("driftMicros", drift / 1e3);
  }

  private long median(int from, int to) {
    long[] part = Arrays.copyOfRange(latenessNanos, from, to);
    Arrays.sort(part);
    return part[part.length / 2];
  }
}
