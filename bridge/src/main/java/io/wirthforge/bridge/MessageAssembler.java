package io.wirthforge.bridge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The messages of one client, made whole from their pieces: bounded, and text only if it is UTF-8.
 *
 * <p>Text is checked piece by piece, so that a long message with a fault at its beginning does not
 * get to its end. After the first fault nothing is taken any more.
 */
final class MessageAssembler {

  /** Takes what is whole; exactly one call for each message, and at most one for a fault. */
  interface Sink {

    void text(String text);

    void binary(byte[] data);

    void broken(CloseReason reason);
  }

  private static final byte[] NOTHING = {};

  private final int maxBytes;
  private final Sink sink;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // Reports faults.
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
  private byte[] halfCharacter = NOTHING;
  private boolean isText;
  private boolean isBroken;
  private int bytes;

  MessageAssembler(int maxBytes, Sink sink) {
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  /** The first piece of a message. */
  void first(boolean ofText, byte[] piece, boolean isLast) {
    isText = ofText;
    take(piece, isLast);
  }

  /** A further piece of the message that began last. */
  void more(byte[] piece, boolean isLast) {
    take(piece, isLast);
  }

  private void take(byte[] piece, boolean isLast) {
    if (isBroken) {
      return;
    }
    if (isText && isLast && bytes == 0 && piece.length <= maxBytes && isAscii(piece)) {
      sink.text(new String(piece, StandardCharsets.US_ASCII)); // Nearly all that clients say.
      return;
    }
    bytes += piece.length;
    if (bytes > maxBytes) {
      fail(CloseReason.MESSAGE_TOO_LARGE);
    } else if (!isText) {
      data.writeBytes(piece);
    } else if (!decode(piece, isLast)) {
      fail(CloseReason.NOT_UTF8);
    }
    if (isLast && !isBroken) {
      deliver();
    }
  }

  private static boolean isAscii(byte[] piece) {
    for (byte each : piece) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  private void deliver() {
    bytes = 0;
    if (isText) {
      String whole = text.toString();
      text.setLength(0);
      text.trimToSize();
      sink.text(whole);
    } else {
      byte[] whole = data.toByteArray();
      data.reset();
      sink.binary(whole);
    }
  }

  /** Appends the characters of a piece; false if they are none. */
  private boolean decode(byte[] piece, boolean isLast) {
    ByteBuffer in = ByteBuffer.allocate(halfCharacter.length + piece.length);
    in.put(halfCharacter).put(piece).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    if (decoder.decode(in, out, isLast).isError()) {
      return false;
    }
    text.append(out.flip());
    halfCharacter = new byte[in.remaining()];
    in.get(halfCharacter);
    if (isLast) {
      decoder.reset();
    }
    return true;
  }

  private void fail(CloseReason reason) {
    isBroken = true;
    text.setLength(0);
    data.reset();
    sink.broken(reason);
  }
}
