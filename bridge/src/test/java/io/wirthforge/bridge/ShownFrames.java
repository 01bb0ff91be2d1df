package io.wirthforge.bridge;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.wirthforge.schemas.EventCodec;
import java.util.List;

/**
 * Frames as text, to compare: a type that is declared twice is two types, but their events' text is
 * the same.
 */
final class ShownFrames {

  private static final FrameEncoder ENCODER =
      new FrameEncoder(
          "k3f9",
          new EventCodec(TestEvents.CATALOG),
          new BridgeMetrics(new CompositeMeterRegistry()));

  private ShownFrames() {}

  /** Each frame as frames mode would send it. */
  static List<String> of(List<Frame> frames) {
    return frames.stream()
        .map(
            frame -> ENCODER.envelope(frame, frame.events().stream().map(ENCODER::encode).toList()))
        .toList();
  }

  /** The same, as if all had happened at one time. */
  static List<String> timeless(List<Frame> frames) {
    return of(frames.stream().map(frame -> ReplayPace.at(frame, 0)).toList());
  }
}
