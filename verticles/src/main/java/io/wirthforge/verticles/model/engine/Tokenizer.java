package io.wirthforge.verticles.model.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary of a model: text to tokens and back, byte-pair encoding as in SentencePiece.
 *
 * <p>Tokens 0, 1 and 2 are unknown, BOS and EOS; 3 to 258 are the 256 bytes, for text that has no
 * piece; then come pieces of text with scores. A piece that begins a word begins with its space.
 */
final class Tokenizer {

  /** The token that stands for no text at all. */
  static final int UNKNOWN = 0;

  /** The token before a text. */
  static final int BOS = 1;

  /** The token after a text. */
  static final int EOS = 2;

  /** The token of byte 0. */
  static final int FIRST_BYTE = 3;

  /** The first token that is a piece of text. */
  static final int FIRST_PIECE = FIRST_BYTE + 256;

  private final List<String> pieces;
  private final float[] scores; // [pieces.size()], the highest is merged first
  private final Map<String, Integer> ids = new HashMap<>();

  Tokenizer(List<String> pieces, float[] scores) {
    this.pieces = List.copyOf(pieces);
    this.scores = scores.clone();
    for (int id = FIRST_PIECE; id < scores.length; id++) {
      ids.putIfAbsent(this.pieces.get(id), id);
    }
  }

  /** How many tokens there are. */
  int size() {
    return pieces.size();
  }

  /**
   * Encodes a text as llama2.c does: a space goes before it, whatever has no piece becomes bytes,
   * and the best-scored neighbours are merged until none are left. No BOS is added.
   *
   * @param text any string; unpaired surrogates count as U+FFFD
   * @return token ids; none for an empty text
   */
  int[] encode(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    PieceMerger merger = new PieceMerger(this, text.length() * 3 + 1);
    appendCodePoint(' ', merger);
    text.codePoints().forEach(codePoint -> appendCodePoint(codePoint, merger));
    return merger.merge();
  }

  private void appendCodePoint(int codePoint, PieceMerger merger) {
    boolean unpaired = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    String unit = unpaired ? "\uFFFD" : Character.toString(codePoint);
    Integer id = ids.get(unit);
    if (id != null) {
      merger.append(id);
      return;
    }
    for (byte b : unit.getBytes(StandardCharsets.UTF_8)) {
      merger.append(FIRST_BYTE + (b & 0xFF));
    }
  }

  /** The piece that is two tokens in one; null if there is none. */
  @Nullable Integer merged(int left, int right) {
    if (left < FIRST_PIECE || right < FIRST_PIECE) {
      return null;
    }
    return ids.get(pieces.get(left).concat(pieces.get(right)));
  }

  float score(int id) {
    return scores[id];
  }

  /** Whether a token is a single byte. */
  boolean isByte(int id) {
    return id >= FIRST_BYTE && id < FIRST_PIECE;
  }

  /** The byte that a byte token is. */
  byte byteOf(int id) {
    return (byte) (id - FIRST_BYTE);
  }

  /**
   * The text of a token that is not a byte: its piece; U+FFFD for the unknown token, and nothing
   * for BOS and EOS.
   */
  String text(int id) {
    if (id >= FIRST_PIECE) {
      return pieces.get(id);
    }
    return id == UNKNOWN ? "\uFFFD" : "";
  }

  /** The bytes a token adds to a text, in UTF-8. */
  byte[] decode(int id) {
    return isByte(id) ? new byte[] {byteOf(id)} : text(id).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A token as a text to show on its own: its piece; for a byte that is no text by itself, its
   * name, such as {@code <0xE2>}.
   */
  String label(int id) {
    if (!isByte(id)) {
      // llama2.c puts line feeds around the names of BOS and EOS.
      return id < FIRST_BYTE ? pieces.get(id).strip() : pieces.get(id);
    }
    int value = byteOf(id);
    boolean readable = value >= ' ' && value < 0x7F || value == '\n' || value == '\t';
    return readable ? Character.toString(value) : pieces.get(id);
  }
}
