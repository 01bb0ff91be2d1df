package io.wirthforge.bridge;

import io.wirthforge.schemas.InvalidRecordingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other, whatever its size. */
final class RecordingLines implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;
  private long number;
  private boolean cut;

  RecordingLines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line, without its line feed; null where there is none, or only the beginning of one.
   *
   * @throws InvalidRecordingException where it is longer than it may be
   */
  byte @Nullable [] next(int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (from < to || fill()) {
      int feed = from;
      while (feed < to && buffer[feed] != '\n') {
        feed++;
      }
      if (line.size() + feed - from > maxBytes) {
        number++;
        throw new InvalidRecordingException(
            "is over " + maxBytes + " bytes long, as no line of a recording is");
      }
      line.write(buffer, from, feed - from);
      from = feed + 1;
      if (feed < to) {
        number++;
        return line.toByteArray();
      }
    }
    if (line.size() > 0) {
      cut = true;
      number++;
    }
    return null;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  /** The number of the line that was read last, from 1 on. */
  long number() {
    return number;
  }

  /** Whether the file ended within a line. */
  boolean isCut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
