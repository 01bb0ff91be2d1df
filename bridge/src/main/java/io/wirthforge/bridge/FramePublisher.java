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
  private @Nullable Frame adopted;

  FramePublisher(int ringFrames) {
    this.ring = new FrameRing(ringFrames);
  }

  /** Takes over what was retained elsewhere, before the first frame. */
  void adopt(List<Event> retained) {
    Frame frame = new Frame(0, 0, 0, 0, true, retained);
    state.apply(frame);
    adopted = frame;
  }

  /** Remembers a frame and gives it the run's name. */
  SealedFrame take(Frame frame, long tickNanos) {
    ring.append(frame);
    state.apply(frame);
    return new SealedFrame(epoch, frame, tickNanos);
  }

  /** What someone who starts to listen now needs to know. */
  FrameSeed seed() {
    return new FrameSeed(epoch, handover(), ring.from(0));
  }

  /** The state of the stream at its newest frame; null before the first, unless it was adopted. */
  @Nullable Frame handover() {
    Frame newest = ring.newest() == null ? adopted : ring.newest();
    return newest == null ? null : state.handover(newest);
  }

  String epoch() {
    return epoch;
  }

  private static String newEpoch() {
    return Long.toString(new SecureRandom().nextLong() >>> (Long.SIZE - EPOCH_BITS), 36);
  }
}
