package io.wirthforge.verticles.model.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reader of llama2.c's {@code tokenizer.bin}: int32 longest piece, then for each token float32
 * score, int32 length and UTF-8 bytes, to the end of the file. Numbers are little-endian.
 *
 * <p>The first 259 tokens must be the three special ones and the bytes {@code <0x00>} to {@code
 * <0xFF>}.
 */
final class TokenizerReader {

  private static final int MAX_FILE_BYTES = 16 << 20;
  private static final int MAX_TOKENS = 1 << 20;
  private static final String HEX = "0123456789ABCDEF";
  private static final int ENTRY_HEADER_BYTES = Float.BYTES + Integer.BYTES;

  private final CheckpointInput in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final List<String> pieces = new ArrayList<>();
  private final List<Float> scores = new ArrayList<>();
  private long left;

  private TokenizerReader(CheckpointInput in) {
    this.in = in;
    this.left = in.size();
  }

  /**
   * Reads a file.
   *
   * @throws InvalidCheckpointException if it is no tokenizer
   * @throws IOException if it cannot be read
   */
  static Tokenizer read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(String.valueOf(file.getFileName()), in);
    }
  }

  /**
   * Reads a stream to its end and leaves it open.
   *
   * @param name how to call it in a refusal
   * @throws InvalidCheckpointException as for a file
   * @throws IOException if the stream fails
   */
  static Tokenizer read(String name, InputStream in) throws IOException {
    byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
    if (content.length > MAX_FILE_BYTES) {
      throw new InvalidCheckpointException(name, content.length, "or more, too large a tokenizer");
    }
    var input = new CheckpointInput(name, content.length, new ByteArrayInputStream(content));
    return new TokenizerReader(input).read();
  }

  private Tokenizer read() throws IOException {
    if (left < Integer.BYTES) {
      throw in.refuse("expected a tokenizer");
    }
    if (in.readInt() <= 0) {
      throw in.refuse("not a tokenizer: its longest piece has no length");
    }
    left -= Integer.BYTES;
    while (left > 0) {
      readToken();
    }
    if (pieces.size() < Tokenizer.FIRST_PIECE) {
      throw in.refuse(
          "holds %d tokens, expected at least %d", pieces.size(), Tokenizer.FIRST_PIECE);
    }
    float[] scoreOf = new float[scores.size()];
    for (int id = 0; id < scoreOf.length; id++) {
      scoreOf[id] = scores.get(id);
    }
    return new Tokenizer(pieces, scoreOf);
  }

  private void readToken() throws IOException {
    int id = pieces.size();
    if (id == MAX_TOKENS) {
      throw in.refuse("holds more than %,d tokens", MAX_TOKENS);
    }
    if (left < ENTRY_HEADER_BYTES) {
      throw in.refuse("ends within token %,d", id);
    }
    float score = in.readFloat();
    int length = in.readInt();
    left -= ENTRY_HEADER_BYTES;
    if (length < 0 || length > left) {
      throw in.refuse("token %,d has %,d bytes, but %,d are left", id, length, left);
    }
    if (!Float.isFinite(score)) {
      throw in.refuse("token %,d has the score %s", id, score);
    }
    byte[] utf8 = new byte[length];
    in.readBytes(utf8);
    left -= length;
    pieces.add(checkedPiece(id, utf8));
    scores.add(score);
  }

  private String checkedPiece(int id, byte[] utf8) throws InvalidCheckpointException {
    String piece;
    try {
      piece = decoder.decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw in.refuse("token %,d is not valid UTF-8", id);
    }
    boolean isByte = id >= Tokenizer.FIRST_BYTE && id < Tokenizer.FIRST_PIECE;
    if (isByte && !piece.equals(byteName(id - Tokenizer.FIRST_BYTE))) {
      throw in.refuse("token %d is not the byte %s", id, byteName(id - Tokenizer.FIRST_BYTE));
    }
    return piece;
  }

  /** The piece of a byte token, such as {@code <0x0A>}. */
  private static String byteName(int value) {
    char[] name = {'<', '0', 'x', HEX.charAt(value >> 4), HEX.charAt(value & 0xF), '>'};
    return String.valueOf(name);
  }
}
