package io.wirthforge.bridge;

import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import java.io.IOException;
import java.io.OutputStream;
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
      if (!writeNext(queue)) {
        break;
      }
    }
    out.flush();
  }

  /** A line that can't be made is missing like one that found no room. */
  private boolean writeNext(RecordingQueue queue) throws IOException {
    RecordingLine line;
    byte[] json;
    try {
      line = queue.take();
      json = line == null ? new byte[0] : codec.encode(line);
    } catch (RuntimeException e) {
      LOG.error("a line of a recording can't be made: {}", e.getClass().getName());
      line = new RecordingLine.Lost(lastNanos, 1);
      json = codec.encode(line);
    }
    if (line == null) {
      return false;
    }
    write(line, json);
    return true;
  }

  private void write(RecordingLine line, byte[] json) throws IOException {
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
