package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.InvalidRecordingException;
import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A recording fed back through a {@link FrameAggregator}: gives the frames that were recorded, one
 * after the other, with their numbers and times. Plain Java; time comes from whoever drives it.
 */
public final class Replay implements AutoCloseable {

  private static final int MAX_HEADER_BYTES = 1 << 20;

  private final Path path;
  private final RecordingLines lines;
  private final RecordingLine.Header header;
  private final EventCatalog catalog;
  private final RecordingCodec codec;
  private final FrameAggregator aggregator;
  private final @Nullable Frame state;
  private @Nullable RecordingLine ahead;
  private @Nullable ReplayedFrame waiting;
  private long lastNanos;
  private long lastFrame = -1;
  private long frames;
  private long differing;
  private long lost;
  private RecordingLine.@Nullable End end;

  private Replay(Path path, InputStream in) throws IOException {
    this.path = path;
    this.lines = new RecordingLines(in);
    byte[] first = firstLine(lines);
    this.header = of(path, () -> RecordingCodec.decodeHeader(first));
    this.catalog = of(path, () -> RecordingCodec.catalogOf(header));
    this.codec = new RecordingCodec(catalog);
    this.aggregator = new FrameAggregator(header.maxEventsPerTick());
    this.state = readState();
  }

  /**
   * Opens a recording.
   *
   * @throws InvalidRecordingException where there is none, saying in one line what to do
   */
  public static Replay open(Path path) {
    InputStream in = RecordingFiles.open(path);
    try {
      return new Replay(path, in);
    } catch (InvalidRecordingException e) {
      close(in);
      throw e;
    } catch (IOException e) {
      close(in);
      throw RecordingFiles.unreadable(path, e);
    }
  }

  /** What the recording says of itself. */
  public RecordingLine.Header header() {
    return header;
  }

  /** The types of its events. */
  public EventCatalog catalog() {
    return catalog;
  }

  /** What the stream's state was when the recording began; null where it began with the stream. */
  public @Nullable Frame state() {
    return state;
  }

  /**
   * The next frame; null where there is none.
   *
   * @throws InvalidRecordingException at a line that can't be, naming it
   */
  public @Nullable ReplayedFrame next() {
    ReplayedFrame next = waiting == null ? make() : waiting;
    waiting = null;
    return next;
  }

  /**
   * The frames that were sealed up to a moment and not given yet.
   *
   * @param nanos in nanoseconds since the recording's start
   * @throws InvalidRecordingException at a line that can't be, naming it
   */
  public List<Frame> advanceTo(long nanos) {
    List<Frame> sealed = new ArrayList<>();
    for (ReplayedFrame next = next(); next != null; next = next()) {
      if (next.nanos() > nanos) {
        waiting = next;
        break;
      }
      sealed.add(next.frame());
    }
    return sealed;
  }

  /** How it went until now. */
  public ReplayReport report() {
    ReplayReport.Ending ending = ReplayReport.Ending.UNFINISHED;
    if (lines.isCut()) {
      ending = ReplayReport.Ending.CUT;
    } else if (end != null) {
      ending =
          end.reason() == RecordingLine.Reason.MAX_BYTES
              ? ReplayReport.Ending.FULL
              : ReplayReport.Ending.WHOLE;
    }
    return new ReplayReport(frames, differing, lost, lines.number(), ending);
  }

  @Override
  public void close() {
    close(lines);
  }

  private @Nullable ReplayedFrame make() {
    for (RecordingLine line = nextLine(); line != null; line = nextLine()) {
      if (line instanceof RecordingLine.Sealed sealed) {
        return seal(sealed);
      }
      take(line);
    }
    return null;
  }

  private void take(RecordingLine line) {
    if (line instanceof RecordingLine.Published published) {
      aggregator.offer(published.event());
    } else if (line instanceof RecordingLine.Contributed given) {
      aggregator.contribute(
          new Contribution(given.contributor(), given.frameNumber(), given.events()));
    } else if (line instanceof RecordingLine.Warned warned) {
      aggregator.warn(warned.event());
    } else if (line instanceof RecordingLine.Lost gap) {
      lost += gap.lines();
    } else if (line instanceof RecordingLine.End last) {
      end = last;
    } else if (line instanceof RecordingLine.State) {
      throw wrong("is state in the middle: the file was changed, record again");
    }
  }

  /** What lies between two of these lines is in the frame, wherever the tick began. */
  private ReplayedFrame seal(RecordingLine.Sealed sealed) {
    RecordingLine.Position tick = sealed.tick();
    if (tick.frameNumber() <= lastFrame) {
      throw wrong(
          "has frame "
              + tick.frameNumber()
              + " after frame "
              + lastFrame
              + ": two recordings were joined, replay each by itself");
    }
    lastFrame = tick.frameNumber();
    aggregator.open(new FrameTick(tick.frameNumber(), tick.timestampMs(), sealed.nanos()));
    Frame frame = aggregator.seal();
    boolean same =
        frame.events().size() == sealed.events()
            && frame.coalesced() == sealed.coalesced()
            && codec.digest(frame.events(), frame.frameNumber()).equals(sealed.digest());
    frames++;
    differing += same ? 0 : 1;
    return new ReplayedFrame(sealed.nanos(), frame, same);
  }

  private @Nullable Frame readState() {
    List<Event> events = new ArrayList<>();
    RecordingLine line = readLine();
    while (line instanceof RecordingLine.State part) {
      events.add(part.event());
      line = readLine();
    }
    ahead = line;
    RecordingLine.Position after = header.after();
    if (after == null) {
      return null;
    }
    lastFrame = after.frameNumber();
    return new Frame(lastFrame, lastFrame, after.timestampMs(), 0, true, events);
  }

  private @Nullable RecordingLine nextLine() {
    RecordingLine line = ahead == null ? readLine() : ahead;
    ahead = null;
    if (line != null && line.nanos() < lastNanos) {
      throw wrong(
          "goes back in time, from "
              + lastNanos
              + " to "
              + line.nanos()
              + " ns: the file was changed, record again");
    }
    lastNanos = line == null ? lastNanos : line.nanos();
    return line;
  }

  private @Nullable RecordingLine readLine() {
    try {
      byte[] line = end == null ? lines.next(RecordingCodec.MAX_LINE_BYTES) : null;
      return line == null ? null : codec.decode(line);
    } catch (IOException e) {
      throw RecordingFiles.unreadable(path, e);
    } catch (InvalidRecordingException e) {
      throw wrong(e.getMessage());
    }
  }

  private InvalidRecordingException wrong(String what) {
    return new InvalidRecordingException(path + ", line " + lines.number() + ", " + what);
  }

  private static <T> T of(Path path, Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidRecordingException e) {
      throw new InvalidRecordingException(path + " " + e.getMessage());
    }
  }

  private static byte[] firstLine(RecordingLines lines) throws IOException {
    try {
      byte[] line = lines.next(MAX_HEADER_BYTES);
      return line == null ? new byte[0] : line;
    } catch (InvalidRecordingException tooLong) {
      return new byte[0];
    }
  }

  private static void close(AutoCloseable source) {
    try {
      source.close();
    } catch (Exception e) {
      throw new IllegalStateException("a file that was read can't be closed", e);
    }
  }
}
