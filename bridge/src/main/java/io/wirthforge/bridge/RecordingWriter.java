package io.wirthforge.bridge;

import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hand of a recording: writes lines as JSON until the file is as large as it may be. */
final class RecordingWriter {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.recording");
  private static final int END_BYTES = 512;

  private final OutputStream out;
  private final RecordingCodec codec;
  private final long maxBytes;
  private long bytes;
  private long frames;
  private long events;
  private long lost;
  private long lastNanos;
  private boolean ended;

  RecordingWriter(OutputStream out, RecordingCodec codec, long maxBytes) {
    this.out = out;
    this.codec = codec;
    this.maxBytes = maxBytes;
  }

  /**
   * Writes all that waits.
   *
   * @throws IOException where the disk takes no more
   */
  void drain(RecordingQueue queue) throws IOException {
    while (!ended) {
      RecordingLine line = made(queue);
      if (line == null) {
        break;
      }
      write(line);
    }
    out.flush();
  }

  /** A line that can't be made is missing like one that found no room. */
  private @Nullable RecordingLine made(RecordingQueue queue) {
    try {
      return queue.take();
    } catch (RuntimeException e) {
      LOG.error("a line of the recording can't be made: {}", e.getClass().getName());
      return new RecordingLine.Lost(lastNanos, 1);
    }
  }

  private void write(RecordingLine line) throws IOException {
    byte[] json = codec.encode(line);
    if (bytes + json.length + END_BYTES > maxBytes) {
      end(RecordingLine.Reason.MAX_BYTES);
      return;
    }
    out.write(json);
    bytes += json.length;
    lastNanos = line.nanos();
    if (line instanceof RecordingLine.Sealed) {
      frames++;
    } else if (line instanceof RecordingLine.Published) {
      events++;
    } else if (line instanceof RecordingLine.Contributed contributed) {
      events += contributed.events().size();
    } else if (line instanceof RecordingLine.Lost gap) {
      lost += gap.lines();
    }
  }

  /** Writes the last line. */
  void end(RecordingLine.Reason reason) throws IOException {
    if (!ended) {
      ended = true;
      byte[] json = codec.encode(new RecordingLine.End(lastNanos, frames, events, lost, reason));
      out.write(json);
      out.flush();
      bytes += json.length;
    }
  }

  boolean isEnded() {
    return ended;
  }

  long bytes() {
    return bytes;
  }
}
