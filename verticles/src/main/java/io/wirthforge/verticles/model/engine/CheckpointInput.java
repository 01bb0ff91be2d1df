package io.wirthforge.verticles.model.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The bytes of one weights or tokenizer file, read front to back as little-endian numbers. */
final class CheckpointInput {

  private final String file;
  private final long size;
  private final InputStream in;
  private byte[] buffer = new byte[0];

  /**
   * An input at the start of a file.
   *
   * @param file the name to use in refusals
   * @param size how many bytes the file has
   * @param in buffered content
   */
  CheckpointInput(String file, long size, InputStream in) {
    this.file = file;
    this.size = size;
    this.in = in;
  }

  long size() {
    return size;
  }

  int readInt() throws IOException {
    return take(Integer.BYTES).getInt();
  }

  float readFloat() throws IOException {
    return take(Float.BYTES).getFloat();
  }

  int[] readInts(int count) throws IOException {
    int[] ints = new int[count];
    take(count * Integer.BYTES).asIntBuffer().get(ints);
    return ints;
  }

  /**
   * Fills an array with floats that must be finite.
   *
   * @param tensor what they are, for a refusal
   */
  void readFloats(String tensor, float[] out) throws IOException {
    take(out.length * Float.BYTES).asFloatBuffer().get(out);
    for (float value : out) {
      if (!Float.isFinite(value)) {
        throw refuse("the " + tensor + " holds " + value);
      }
    }
  }

  void readBytes(byte[] out) throws IOException {
    if (in.readNBytes(out, 0, out.length) < out.length) {
      throw refuse("but it ended early while it was read");
    }
  }

  void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  /** The exception to throw: this file, its size and the reason. */
  InvalidCheckpointException refuse(String format, Object... values) {
    String reason = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    return new InvalidCheckpointException(file, size, reason);
  }

  private ByteBuffer take(int bytes) throws IOException {
    if (buffer.length < bytes) {
      buffer = new byte[bytes];
    }
    if (in.readNBytes(buffer, 0, bytes) < bytes) {
      throw refuse("but it ended early while it was read");
    }
    return ByteBuffer.wrap(buffer, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
