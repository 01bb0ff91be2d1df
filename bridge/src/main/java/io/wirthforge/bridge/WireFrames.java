package io.wirthforge.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The frames of RFC 6455 that a server sends: whole, unmasked, without extensions. */
final class WireFrames {

  private static final int FIN = 0x80;
  private static final int TEXT = 0x1;
  private static final int PING = 0x9;
  private static final int MAX_TINY = 125;
  private static final int MAX_SHORT = 0xFFFF;
  private static final int SHORT_FOLLOWS = 126;
  private static final int LONG_FOLLOWS = 127;

  private WireFrames() {}

  /** A frame a message, back to back. */
  static byte[] text(List<String> messages) {
    List<byte[]> payloads = new ArrayList<>(messages.size());
    int size = 0;
    for (String message : messages) {
      byte[] payload = message.getBytes(StandardCharsets.UTF_8);
      payloads.add(payload);
      size += headerBytes(payload.length) + payload.length;
    }
    ByteBuffer frames = ByteBuffer.allocate(size);
    payloads.forEach(payload -> put(frames, TEXT, payload));
    return frames.array();
  }

  /** A ping that carries a frame number. */
  static byte[] ping(long frameNumber) {
    byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(frameNumber).array();
    ByteBuffer frame = ByteBuffer.allocate(headerBytes(payload.length) + payload.length);
    put(frame, PING, payload);
    return frame.array();
  }

  private static void put(ByteBuffer frames, int opcode, byte[] payload) {
    frames.put((byte) (FIN | opcode));
    if (payload.length <= MAX_TINY) {
      frames.put((byte) payload.length);
    } else if (payload.length <= MAX_SHORT) {
      frames.put((byte) SHORT_FOLLOWS).putShort((short) payload.length);
    } else {
      frames.put((byte) LONG_FOLLOWS).putLong(payload.length);
    }
    frames.put(payload);
  }

  private static int headerBytes(int payloadBytes) {
    return payloadBytes <= MAX_TINY ? 2 : payloadBytes <= MAX_SHORT ? 4 : 10;
  }
}
