package io.wirthforge.bridge;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Takes a client's confirmations, and its other whole messages of at most 125 bytes, from the front
 * of what was read. The way through a decoder and Vert.x's queue, which all others go, costs more
 * than all that is done for a client in a tick.
 *
 * <p>It knows where a frame begins because it follows the lengths of those it leaves to the
 * decoder. Before it knows, and when it lost the place, it takes nothing until what was read is one
 * message, and that message comes out of the decoder: then nothing is left in there.
 */
final class ShortFrames {

  /** Takes what was read. */
  interface Sink {

    /** A pong came that carries a number. */
    void pong(long number);

    /** A whole text message came, if it is UTF-8. */
    void text(byte[] payload);

    /** Whether a message has begun of which the end is missing. */
    boolean isMidMessage();

    /** How many pongs and pieces of messages came out of the decoder so far. */
    long decoded();

    /** The payload of the last of them; empty if it is longer than {@link #LONGEST}. */
    byte[] lastDecoded();
  }

  /** How many bytes a short frame carries at most. */
  static final int LONGEST = 125;

  private static final int WHOLE_TEXT = 0x81;
  private static final int WHOLE_PONG = 0x8A;
  private static final int CLOSE = 0x8;
  private static final int OPCODE_BITS = 0x0F;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int LENGTH_BITS = 0x7F;
  private static final int LENGTH_OF_TWO_BYTES = 126;

  private static final byte[] NOTHING = {};

  private final Sink sink;
  private boolean aligned;
  private boolean stopped;
  private long ahead; // Bytes of a frame of the decoder's that are still to come.
  private long decodedBefore;
  private byte[] alone = NOTHING; // The payload of what was read, if it is one message.

  ShortFrames(Sink sink) {
    this.sink = sink;
  }

  /** Takes nothing any more. */
  void stop() {
    stopped = true;
  }

  /** Takes what it can from the front of the bytes; what is left is for the decoder. */
  void take(ByteBuf bytes) {
    while (aligned && ahead == 0 && !stopped && isShort(bytes)) {
      takeOne(bytes);
    }
  }

  /** The decoder is to get these bytes. */
  void leave(ByteBuf bytes) {
    decodedBefore = sink.decoded();
    if (aligned) {
      follow(bytes);
    } else if (isShort(bytes) && bytes.readableBytes() == size(bytes)) {
      alone = payload(bytes);
    }
  }

  /** The decoder had them. */
  void left() {
    // By chance few bytes might be equal where the end of one frame and the beginning of another
    // look like a third.
    if (alone.length >= Long.BYTES
        && sink.decoded() == decodedBefore + 1
        && Arrays.equals(sink.lastDecoded(), alone)) {
      aligned = true;
      ahead = 0;
    }
    alone = NOTHING;
  }

  /** Whether the bytes begin with a whole frame of those that are taken. */
  private boolean isShort(ByteBuf bytes) {
    int at = bytes.readerIndex();
    if (bytes.readableBytes() < 2 + MASK_BYTES) {
      return false;
    }
    int type = bytes.getByte(at) & 0xFF;
    int length = (bytes.getByte(at + 1) & 0xFF) - MASKED;
    if (length < 0 || length > LONGEST || bytes.readableBytes() < size(bytes)) {
      return false;
    }
    return type == WHOLE_PONG ? length == Long.BYTES : type == WHOLE_TEXT && !sink.isMidMessage();
  }

  /** The size of the short frame that the bytes begin with. */
  private static int size(ByteBuf bytes) {
    return 2 + MASK_BYTES + (bytes.getByte(bytes.readerIndex() + 1) & LENGTH_BITS);
  }

  private void takeOne(ByteBuf bytes) {
    int type = bytes.readByte() & 0xFF;
    int length = bytes.readByte() & LENGTH_BITS;
    int mask = bytes.readInt();
    if (type == WHOLE_PONG) {
      sink.pong(bytes.readLong() ^ ((long) mask << Integer.SIZE | mask & 0xFFFF_FFFFL));
    } else {
      byte[] payload = unmasked(bytes, bytes.readerIndex(), length, mask);
      bytes.skipBytes(length);
      sink.text(payload);
    }
  }

  private static byte[] payload(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int length = bytes.getByte(at + 1) & LENGTH_BITS;
    return unmasked(bytes, at + 2 + MASK_BYTES, length, bytes.getInt(at + 2));
  }

  private static byte[] unmasked(ByteBuf bytes, int from, int length, int mask) {
    byte[] payload = new byte[length];
    bytes.getBytes(from, payload);
    for (int i = 0; i < length; i++) {
      payload[i] ^= (byte) (mask >> (MASK_BYTES - 1 - i % MASK_BYTES) * Byte.SIZE);
    }
    return payload;
  }

  /** Follows the frames to where the bytes end. */
  private void follow(ByteBuf bytes) {
    long at = bytes.readerIndex() + ahead;
    int end = bytes.writerIndex();
    while (at < end) {
      long next = end - at < 2 ? -1 : afterFrame(bytes, (int) at, end);
      if (next < 0) {
        aligned = false; // Too little of a header, or a frame after which nothing is read.
        return;
      }
      at = next;
    }
    ahead = at - end;
  }

  /** Where the frame ends that begins somewhere; -1 if that can't be said. */
  private static long afterFrame(ByteBuf bytes, int at, int end) {
    if ((bytes.getByte(at) & OPCODE_BITS) == CLOSE || bytes.getByte(at + 1) >= 0) {
      return -1; // After it, or after one without a mask, nothing is read.
    }
    int lengthBits = bytes.getByte(at + 1) & LENGTH_BITS;
    int lengthBytes =
        lengthBits <= LONGEST ? 0 : lengthBits == LENGTH_OF_TWO_BYTES ? Short.BYTES : Long.BYTES;
    if (end - at < 2 + lengthBytes) {
      return -1;
    }
    long length =
        switch (lengthBytes) {
          case 0 -> lengthBits;
          case Short.BYTES -> bytes.getUnsignedShort(at + 2);
          default -> bytes.getLong(at + 2);
        };
    return length < 0 || length > Integer.MAX_VALUE
        ? -1
        : at + 2L + lengthBytes + MASK_BYTES + length;
  }
}
