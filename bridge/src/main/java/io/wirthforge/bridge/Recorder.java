package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import io.wirthforge.schemas.TextMask;
import io.wirthforge.schemas.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ear of a recording: makes a line of each thing that goes into frames, on the aggregator's
 * thread, and leaves all work on it to whoever takes the lines.
 */
final class Recorder implements FrameTap {

  private static final int LINE_BYTES = 64;

  private final RecordingQueue queue;
  private final RecordingCodec codec;
  private final boolean text;
  private final LongSupplier clock;
  private final long startNanos;

  /**
   * A recorder that starts now.
   *
   * @param clock monotonic time, in nanoseconds
   */
  Recorder(RecordingQueue queue, RecordingCodec codec, boolean text, LongSupplier clock) {
    this.queue = queue;
    this.codec = codec;
    this.text = text;
    this.clock = clock;
    this.startNanos = clock.getAsLong();
  }

  /** What a header says of a stream that a recording is made of. */
  static RecordingLine.Header header(
      EventCatalog catalog,
      RecordingOptions options,
      String epoch,
      FrameBridgeOptions bridge,
      @Nullable Frame state,
      long nowMs) {
    List<String> types = new ArrayList<>();
    List<TypeDeclaration> customTypes = new ArrayList<>();
    for (EventType<?> type : catalog.types()) {
      if (TypeDeclaration.exists(type)) {
        customTypes.add(TypeDeclaration.of(type));
      } else {
        types.add(type.name());
      }
    }
    return new RecordingLine.Header(
        options.program(),
        epoch,
        FrameClock.FRAME_RATE,
        nowMs,
        options.text(),
        bridge.maxEventsPerTick(),
        bridge.readyEvent(),
        state == null ? null : position(state),
        types,
        customTypes);
  }

  /** Begins with what is needed to read the rest, and the stream's state. */
  void begin(RecordingLine.Header header, @Nullable Frame state) {
    queue.putBoundary(0, () -> header);
    if (state != null) {
      state.events().forEach(event -> queue.putBoundary(0, () -> stateLine(event)));
    }
  }

  @Override
  public void published(Event event) {
    long nanos = nanos();
    queue.put(nanos, bytes(event), () -> new RecordingLine.Published(nanos, masked(event)));
  }

  @Override
  public void contributed(Contribution contribution) {
    long nanos = nanos();
    long bytes = LINE_BYTES;
    for (Event event : contribution.events()) {
      bytes += bytes(event);
    }
    queue.put(
        nanos,
        bytes,
        () ->
            new RecordingLine.Contributed(
                nanos,
                contribution.contributor(),
                contribution.frameNumber(),
                masked(contribution.events())));
  }

  @Override
  public void warned(Event event) {
    long nanos = nanos();
    queue.put(nanos, bytes(event), () -> new RecordingLine.Warned(nanos, masked(event)));
  }

  @Override
  public void opened(FrameTick tick) {
    long nanos = nanos();
    queue.putBoundary(
        nanos,
        () ->
            new RecordingLine.Opened(
                nanos, new RecordingLine.Position(tick.frameNumber(), tick.timestampMs())));
  }

  @Override
  public void sealed(Frame frame) {
    long nanos = nanos();
    queue.putBoundary(nanos, () -> sealedLine(nanos, frame));
  }

  private RecordingLine stateLine(Event event) {
    return new RecordingLine.State(masked(event));
  }

  private RecordingLine sealedLine(long nanos, Frame frame) {
    return new RecordingLine.Sealed(
        nanos,
        position(frame),
        frame.events().size(),
        frame.coalesced(),
        codec.digest(masked(frame.events()), frame.frameNumber()));
  }

  private static RecordingLine.Position position(Frame frame) {
    return new RecordingLine.Position(frame.frameNumber(), frame.timestampMs());
  }

  private long nanos() {
    return clock.getAsLong() - startNanos;
  }

  private static long bytes(Event event) {
    return LINE_BYTES + event.eventType().weightOf(event);
  }

  private Event masked(Event event) {
    return text ? event : TextMask.mask(event);
  }

  private List<Event> masked(List<Event> events) {
    return text ? events : events.stream().map(TextMask::mask).toList();
  }
}
