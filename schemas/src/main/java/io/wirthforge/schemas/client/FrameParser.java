package io.wirthforge.schemas.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wirthforge.schemas.client.Incoming.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The client's side of RFC 6455: bytes in, messages out, whatever the pieces they come in. */
final class FrameParser {

  private static final int MAX_MESSAGE = 64 << 20;

  private byte[] buffer = new byte[0];
  private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
  private int piecesOf;

  void feed(byte[] more) {
    byte[] all = Arrays.copyOf(buffer, buffer.length + more.length);
    System.arraycopy(more, 0, all, buffer.length, more.length);
    buffer = all;
  }

  /** The next that is whole; null where bytes are missing. */
  @Nullable Incoming next() {
    while (buffer.length >= 2) {
      int length = buffer[1] & 0x7f;
      int header = length == 126 ? 4 : length == 127 ? 10 : 2;
      if (buffer.length < header) {
        return null;
      }
      long payload = length < 126 ? length : length(header);
      if ((buffer[1] & 0x80) != 0) {
        return broken("a masked frame");
      }
      if (payload < 0 || payload > MAX_MESSAGE || pieces.size() + payload > MAX_MESSAGE) {
        return broken("a message over 64 MiB");
      }
      if (buffer.length < header + payload) {
        return null;
      }
      int first = buffer[0] & 0xff;
      byte[] data = Arrays.copyOfRange(buffer, header, header + (int) payload);
      buffer = Arrays.copyOfRange(buffer, header + (int) payload, buffer.length);
      Incoming whole = frame(first, data);
      if (whole != null) {
        return whole;
      }
    }
    return null;
  }

  private long length(int header) {
    ByteBuffer bytes = ByteBuffer.wrap(buffer);
    return header == 4 ? bytes.getShort(2) & 0xffff : bytes.getLong(2);
  }

  private @Nullable Incoming frame(int first, byte[] data) {
    int opcode = first & 0x0f;
    boolean last = (first & 0x80) != 0;
    if ((first & 0x70) != 0) {
      return broken("a reserved bit");
    }
    if (opcode >= 8) {
      return last && data.length < 126 ? control(opcode, data) : broken("a long control frame");
    }
    if (opcode > 2 || (opcode == 0) != (piecesOf != 0)) {
      return broken(opcode > 2 ? "a reserved opcode" : "pieces out of order");
    }
    piecesOf = opcode == 0 ? piecesOf : opcode;
    pieces.writeBytes(data);
    return last ? message() : null;
  }

  private static Incoming control(int opcode, byte[] data) {
    return switch (opcode) {
      case 8 -> {
        int code = data.length < 2 ? 1005 : ByteBuffer.wrap(data).getShort() & 0xffff;
        yield incoming(Kind.CLOSE, "", data, code, data.length);
      }
      case 9 -> incoming(Kind.PING, "", data, 0, data.length);
      case 10 -> incoming(Kind.PONG, "", data, 0, data.length);
      default -> broken("a reserved opcode");
    };
  }

  private Incoming message() {
    byte[] whole = pieces.toByteArray();
    boolean isText = piecesOf == 1;
    pieces.reset();
    piecesOf = 0;
    if (!isText) {
      return incoming(Kind.BINARY, "", new byte[0], 0, whole.length);
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString();
      return incoming(Kind.TEXT, text, new byte[0], 0, whole.length);
    } catch (CharacterCodingException e) {
      return broken("a text that is no UTF-8");
    }
  }

  private static Incoming broken(String rule) {
    return incoming(Kind.BROKEN, rule, new byte[0], 0, 0);
  }

  static Incoming incoming(Kind kind, String text, byte[] data, int code, int bytes) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return new Incoming(kind, text, data, code, bytes, System.nanoTime(), micros);
  }

  /** A frame of a client. */
  static byte[] frame(int firstByte, byte[] payload, int mask) {
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(length + 14);
    frame.put((byte) firstByte);
    if (length < 126) {
      frame.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(length);
    }
    frame.putInt(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[i] ^ mask >> 8 * (3 - i % 4)));
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }
}
