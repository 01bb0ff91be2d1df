package io.wirthforge.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a recording: one thing that happened to the place where events become frames, in the
 * order in which it happened.
 *
 * <p>All between two {@link Sealed} lines is in the frame of the latter.
 */
public sealed interface RecordingLine {

  /** When it happened, in nanoseconds since the recording's start. */
  long nanos();

  /**
   * The first line: what is needed to read the others.
   *
   * @param program what made the recording, such as {@code wirthforge 1.0.0}
   * @param epoch the name of the stream's run
   * @param frameRate ticks per second
   * @param startedAtMs in milliseconds since the epoch
   * @param text whether texts are as they were; if not, letters of the same number stand for them
   * @param maxEventsPerTick how many events a frame took without conditions
   * @param readyEvent the type that clients wait for; null where they are let in at once
   * @param after the last frame before the recording; null where there was none
   * @param types the types of WIRTHFORGE that the stream speaks, by name
   * @param customTypes the application's own types
   */
  record Header(
      String program,
      String epoch,
      int frameRate,
      long startedAtMs,
      boolean text,
      int maxEventsPerTick,
      @Nullable String readyEvent,
      @Nullable Position after,
      List<String> types,
      List<TypeDeclaration> customTypes)
      implements RecordingLine {

    public Header {
      types = List.copyOf(types);
      customTypes = List.copyOf(customTypes);
    }

    @Override
    public long nanos() {
      return 0;
    }
  }

  /**
   * A frame's place in time.
   *
   * @param timestampMs the tick's time, in milliseconds since the epoch
   */
  record Position(long frameNumber, long timestampMs) {}

  /** Part of what the stream's state was when the recording began. */
  record State(Event event) implements RecordingLine {
    @Override
    public long nanos() {
      return 0;
    }
  }

  /** An event was published on the address of its channel. */
  record Published(long nanos, Event event) implements RecordingLine {}

  /** A contributor answered, perhaps to an earlier tick than the open one. */
  record Contributed(long nanos, String contributor, long frameNumber, List<Event> events)
      implements RecordingLine {}

  /** The bridge had something to say of its own. */
  record Warned(long nanos, Event event) implements RecordingLine {}

  /** A frame began. */
  record Opened(long nanos, Position tick) implements RecordingLine {}

  /**
   * A frame was closed: it holds all since the frame before.
   *
   * @param events how many events it has
   * @param coalesced how many were merged away in it
   * @param digest tells frames with other events apart, see {@link RecordingCodec#digest}
   */
  record Sealed(long nanos, Position tick, int events, long coalesced, String digest)
      implements RecordingLine {}

  /** Lines are missing here: the disk was slower than the stream. */
  record Lost(long nanos, long lines) implements RecordingLine {}

  /**
   * The last line.
   *
   * @param frames how many frames were recorded
   * @param events how many events were, published and contributed
   * @param lost how many lines are missing
   * @param reason why the recording ended
   */
  record End(long nanos, long frames, long events, long lost, Reason reason)
      implements RecordingLine {}

  /** Why a recording ended. */
  enum Reason implements WireName {
    /** Somebody ended it, or the stream. */
    CLOSED,
    /** The file is as large as it may be. */
    MAX_BYTES
  }
}
