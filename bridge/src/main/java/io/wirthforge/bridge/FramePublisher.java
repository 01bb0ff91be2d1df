package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The aggregator's memory: its run's name, its newest frames, the state of the stream. */
final class FramePublisher {

  private static final int EPOCH_BITS = 40;

  private final String epoch = newEpoch();
  private final FrameRing ring;
  private final StreamState state = new StreamState();

  FramePublisher(int ringFrames) {
    this.ring = new FrameRing(ringFrames);
  }

  String epoch() {
    return epoch;
  }

  /** Takes over what was retained elsewhere, before the first frame. */
  void adopt(List<Event> retained) {
    state.apply(new Frame(0, 0, 0, 0, true, retained));
  }

  /** What is retained, for another node to go on from. */
  List<Event> retained() {
    Frame newest = ring.newest();
    return newest == null ? List.of() : state.handover(newest).events();
  }

  /** Remembers a frame and gives it the run's name. */
  SealedFrame take(Frame frame, long tickNanos) {
    ring.append(frame);
    state.apply(frame);
    return new SealedFrame(epoch, frame, tickNanos);
  }

  /** What someone who starts to listen now needs to know. */
  FrameSeed seed() {
    Frame newest = ring.newest();
    @Nullable Frame retained = newest == null ? null : state.handover(newest);
    return new FrameSeed(epoch, retained, ring.from(0));
  }

  private static String newEpoch() {
    return Long.toString(new SecureRandom().nextLong() >>> (Long.SIZE - EPOCH_BITS), 36);
  }
}
