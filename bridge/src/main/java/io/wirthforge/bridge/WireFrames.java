package io.wirthforge.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The frames of RFC 6455 that a server sends: unmasked, without extensions. */
final class WireFrames {

  /** Longer messages go in pieces: many clients refuse larger frames, Vert.x's own among them. */
  static final int MAX_PIECE_BYTES = 65_536;

  /** In place of a header's length. */
  static final int IN_PIECES = -1;

  /** The first byte of a close frame. */
  static final byte CLOSE_FRAME = (byte) 0x88;

  private static final int FIN = 0x80;
  private static final int CONTINUATION = 0x0;
  private static final int TEXT = 0x1;
  private static final int PING = 0x9;
  private static final int MAX_TINY = 125;
  private static final int MAX_SHORT = 0xFFFF;
  private static final int SHORT_FOLLOWS = 126;
  private static final int LONG_FOLLOWS = 127;

  private WireFrames() {}

  /** Messages back to back, each a frame of its own, or several if it is long. */
  static byte[] text(List<String> messages) {
    List<byte[]> payloads = new ArrayList<>(messages.size());
    int size = 0;
    for (String message : messages) {
      byte[] payload = message.getBytes(StandardCharsets.UTF_8);
      payloads.add(payload);
      size += framedBytes(payload.length);
    }
    ByteBuffer frames = ByteBuffer.allocate(size);
    payloads.forEach(payload -> putMessage(frames, payload));
    return frames.array();
  }

  /** What a text message of one frame begins with. */
  static byte[] textHeader(int payloadBytes) {
    ByteBuffer header = ByteBuffer.allocate(headerBytes(payloadBytes));
    putHeader(header, FIN | TEXT, payloadBytes);
    return header.array();
  }

  /** How long the header of a framed message is; {@link #IN_PIECES} if it has several. */
  static int headerOf(byte[] framed) {
    if ((framed[0] & FIN) == 0) {
      return IN_PIECES;
    }
    return framed[1] <= MAX_TINY ? headerBytes(framed[1]) : framed[1] == SHORT_FOLLOWS ? 4 : 10;
  }

  /** A ping that carries a frame number. */
  static byte[] ping(long frameNumber) {
    ByteBuffer frame = ByteBuffer.allocate(headerBytes(Long.BYTES) + Long.BYTES);
    putHeader(frame, FIN | PING, Long.BYTES);
    return frame.putLong(frameNumber).array();
  }

  private static void putMessage(ByteBuffer frames, byte[] payload) {
    int opcode = TEXT;
    int from = 0;
    do {
      int length = Math.min(MAX_PIECE_BYTES, payload.length - from);
      boolean isLast = from + length == payload.length;
      putHeader(frames, isLast ? FIN | opcode : opcode, length);
      frames.put(payload, from, length);
      opcode = CONTINUATION;
      from += length;
    } while (from < payload.length);
  }

  private static void putHeader(ByteBuffer frames, int first, int length) {
    frames.put((byte) first);
    if (length <= MAX_TINY) {
      frames.put((byte) length);
    } else if (length <= MAX_SHORT) {
      frames.put((byte) SHORT_FOLLOWS).putShort((short) length);
    } else {
      frames.put((byte) LONG_FOLLOWS).putLong(length);
    }
  }

  private static int framedBytes(int payloadBytes) {
    int whole = payloadBytes / MAX_PIECE_BYTES;
    int rest = payloadBytes % MAX_PIECE_BYTES;
    int pieces = whole * (headerBytes(MAX_PIECE_BYTES) + MAX_PIECE_BYTES);
    return rest == 0 && whole > 0 ? pieces : pieces + headerBytes(rest) + rest;
  }

  private static int headerBytes(int payloadBytes) {
    return payloadBytes <= MAX_TINY ? 2 : payloadBytes <= MAX_SHORT ? 4 : 10;
  }
}
