package io.wirthforge.bridge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** The heartbeats of one connection: their numbers, and when each was sent. */
final class Heartbeats {

  private static final int REMEMBERED = 32;

  private record Sent(long sequence, long nanos, long frameNumber) {}

  private final long intervalNanos;
  private final Deque<Sent> sent = new ArrayDeque<>(REMEMBERED);
  private long nextNanos;
  private long sequence;

  Heartbeats(long intervalNanos, long nowNanos) {
    this.intervalNanos = intervalNanos;
    this.nextNanos = nowNanos + intervalNanos;
  }

  /** When the next one is due. */
  long nextNanos() {
    return nextNanos;
  }

  /**
   * Notes that a heartbeat leaves now, behind all frames up to one.
   *
   * @return its sequence number, from 1 on
   */
  long send(long nowNanos, long frameNumber) {
    nextNanos += intervalNanos;
    if (nextNanos - nowNanos <= 0) {
      nextNanos =
          nowNanos + intervalNanos; // After a stall one heartbeat, not all that were missed.
    }
    if (sent.size() == REMEMBERED) {
      sent.removeFirst();
    }
    sent.addLast(new Sent(++sequence, nowNanos, frameNumber));
    return sequence;
  }

  /** The round trip of a heartbeat in nanoseconds; empty if none of that number is remembered. */
  OptionalLong roundTripNanos(long answered, long nowNanos) {
    return sent.stream()
        .filter(beat -> beat.sequence() == answered)
        .mapToLong(beat -> nowNanos - beat.nanos())
        .findFirst();
  }

  /** The last frame that had been sent before a heartbeat; empty if it is not remembered. */
  OptionalLong frameBefore(long answered) {
    return sent.stream()
        .filter(beat -> beat.sequence() == answered)
        .mapToLong(Sent::frameNumber)
        .findFirst();
  }
}
