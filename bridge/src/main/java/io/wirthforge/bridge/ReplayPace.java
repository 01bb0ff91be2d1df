package io.wirthforge.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * When the frames of a recording are due, at a speed. Plain Java, time as an argument.
 *
 * <p>Up to the recorded speed each frame goes by itself. Above it, clients still get 60 frames a
 * second: frames that fall together go as one merge. Time this process did not observe is left out,
 * so that a server that stood still goes on where it was.
 */
final class ReplayPace {

  private static final long INTERVAL_NANOS = 1_000_000_000L / FrameClock.FRAME_RATE;
  private static final long STANDSTILL_NANOS = 250_000_000L;

  private final double speed;
  private long baseNanos;
  private long lastNanos;

  ReplayPace(double speed, long startNanos) {
    this.speed = speed;
    this.baseNanos = startNanos;
    this.lastNanos = startNanos - INTERVAL_NANOS;
  }

  /** When a frame is due that was sealed at a moment of the recording. */
  long dueNanos(long recordedNanos) {
    long due = baseNanos + (long) (recordedNanos / speed);
    return speed > 1 ? Math.max(due, lastNanos + INTERVAL_NANOS) : due;
  }

  /** Takes the frames that are due now, and gives what is to be sent for them. */
  List<Frame> take(Queue<ReplayedFrame> waiting, long nowNanos, long nowMs) {
    List<Frame> due = new ArrayList<>();
    ReplayedFrame next = waiting.peek();
    if (next != null && nowNanos - dueNanos(next.nanos()) > STANDSTILL_NANOS) {
      baseNanos += nowNanos - dueNanos(next.nanos());
    }
    while (next != null && dueNanos(next.nanos()) - nowNanos <= 0) {
      due.add(at(next.frame(), nowMs));
      waiting.remove();
      next = waiting.peek();
    }
    if (due.isEmpty()) {
      return due;
    }
    lastNanos = nowNanos;
    return speed > 1 ? List.of(Frame.mergeAll(due)) : due;
  }

  /** The same frame at another time. */
  static Frame at(Frame frame, long timestampMs) {
    var events = new ArrayList<>(frame.events());
    events.replaceAll(event -> event.eventType().stamped(event, timestampMs, frame.frameNumber()));
    return new Frame(
        frame.fromFrame(),
        frame.frameNumber(),
        timestampMs,
        frame.coalesced(),
        frame.reset(),
        events);
  }
}
