package io.wirthforge.bridge.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One client: takes frames apart, answers pings, acknowledges in frames mode. */
final class LoadConnection {

  private static final int FRAMES_PER_ACK = 5;
  private static final int FRAMES_PER_SOCKJS_PING = 240;
  private static final byte[] MARK = BenchEvent.MARK.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FRAME_NUMBER = "\"frameNumber\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FROM_FRAME = "\"fromFrame\":".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]+)\"");
  private static final long NONE = -1;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final SocketChannel channel;
  private final Rival rival;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
  private boolean upgraded;
  private int frames;
  private @Nullable String epoch;
  private long firstFrom = NONE;
  private long newest = NONE;

  LoadConnection(SocketChannel channel, Rival rival) {
    this.channel = channel;
    this.rival = rival;
  }

  void awaitUpgrade() throws IOException {
    while (!upgraded) {
      readUpgrade();
    }
  }

  /** Reads what is there of the answer to the upgrade. */
  private void readUpgrade() throws IOException {
    if (channel.read(buffer) < 0) {
      throw new EOFException("the server ended the upgrade");
    }
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return;
    }
    if (!text.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + text.lines().findFirst().orElse(""));
    }
    upgraded = true;
    buffer.flip().position(end + 4);
    buffer.compact();
    if (rival == Rival.SOCKJS) {
      sendText("{\"type\":\"register\",\"address\":\"bench\",\"headers\":{}}");
    }
  }

  /** From now on its reads don't block, and a selector tells when there is something. */
  void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * What a client sees that reads again after a stall.
   *
   * @param staleEvents how many old events came before the first fresh one
   * @param nanos from the first read to the first fresh event
   */
  record Recovery(int staleEvents, long nanos) {}

  /** Reads on after a stall until an event is younger than a limit. */
  Recovery recover(long freshNanos) throws IOException {
    int[] stale = {0};
    boolean[] fresh = {false};
    long begun = System.nanoTime();
    while (!fresh[0]) {
      read(
          emitNanos -> {
            fresh[0] |= System.nanoTime() - emitNanos < freshNanos;
            stale[0] += fresh[0] ? 0 : 1;
          });
    }
    return new Recovery(stale[0], System.nanoTime() - begun);
  }

  /** Reads what is there; tells when each event was made. */
  void read(LongConsumer made) throws IOException {
    if (!upgraded) {
      readUpgrade();
      if (!upgraded) {
        return;
      }
    } else if (channel.read(buffer) < 0) {
      throw new EOFException("the server ended the connection");
    }
    takeFrames(made);
  }

  private void takeFrames(LongConsumer made) throws IOException {
    buffer.flip();
    while (takeFrame(made)) {
      // Until no whole frame is left.
    }
    buffer.compact();
  }

  void close() throws IOException {
    channel.close();
  }

  private boolean takeFrame(LongConsumer made) throws IOException {
    if (buffer.remaining() < 2) {
      return false;
    }
    int start = buffer.position();
    int length = buffer.get(start + 1) & 0x7F;
    int header = length == 126 ? 4 : length == 127 ? 10 : 2;
    if (buffer.remaining() < header) {
      return false;
    }
    if (length == 126) {
      length = buffer.getShort(start + 2) & 0xFFFF;
    } else if (length == 127) {
      length = (int) buffer.getLong(start + 2);
    }
    if (buffer.remaining() < header + length) {
      return false;
    }
    take(buffer.get(start) & 0x0F, start + header, length, made);
    buffer.position(start + header + length);
    return true;
  }

  private void take(int opcode, int from, int length, LongConsumer made) throws IOException {
    if (opcode == TEXT || opcode == BINARY) { // SockJS may send either.
      if (rival.isFrames()) {
        note(from, length);
      }
      long emitNanos = numberAfter(MARK, from, length);
      if (emitNanos >= 0) {
        made.accept(emitNanos);
      }
      answer(from, length);
    } else if (opcode == PING) {
      byte[] payload = new byte[length];
      buffer.duplicate().position(from).get(payload);
      send(PONG, payload);
    } else if (opcode == CLOSE) {
      String reason =
          new String(buffer.array(), from + 2, Math.max(0, length - 2), StandardCharsets.UTF_8);
      throw new EOFException("the server closed with " + buffer.getShort(from) + " " + reason);
    }
  }

  /** In frames mode, where it stands in the stream: what a client has to know to come back. */
  private void note(int from, int length) {
    long number = numberAfter(FRAME_NUMBER, from, length);
    if (number != NONE) {
      newest = number;
      firstFrom = firstFrom == NONE ? numberAfter(FROM_FRAME, from, length) : firstFrom;
      if (epoch == null) {
        Matcher named =
            EPOCH.matcher(new String(buffer.array(), from, length, StandardCharsets.UTF_8));
        epoch = named.find() ? named.group(1) : null;
      }
    }
  }

  /** The query that asks for all after the newest frame it has; empty if it has none. */
  String resumption() {
    return epoch == null ? "" : "?resume=" + epoch + ":" + newest;
  }

  /** The newest frame it has. */
  long newest() {
    return newest;
  }

  /** Where the first frame it got begins. */
  long firstFrom() {
    return firstFrom;
  }

  /** What a client of its kind has to send from time to time, or it would be cut off. */
  private void answer(int from, int length) throws IOException {
    frames++;
    if (rival.isFrames() && frames % FRAMES_PER_ACK == 0) {
      sendText("{\"type\":\"ack\",\"frameNumber\":" + newest + "}");
    } else if (rival == Rival.SOCKJS && frames % FRAMES_PER_SOCKJS_PING == 0) {
      sendText("{\"type\":\"ping\"}");
    }
  }

  /** Sends a short message, of at most 125 bytes. */
  void sendText(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.US_ASCII));
  }

  private long numberAfter(byte[] mark, int from, int length) {
    byte[] bytes = buffer.array();
    outer:
    for (int i = from; i < from + length - mark.length; i++) {
      for (int k = 0; k < mark.length; k++) {
        if (bytes[i + k] != mark[k]) {
          continue outer;
        }
      }
      long number = 0;
      for (int k = i + mark.length; bytes[k] >= '0' && bytes[k] <= '9'; k++) {
        number = number * 10 + bytes[k] - '0';
      }
      return number;
    }
    return -1;
  }

  private void send(int opcode, byte[] payload) throws IOException {
    // A mask of zeros is a mask: the payload goes as it is.
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 6);
    frame.put((byte) (0x80 | opcode)).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
    channel.write(frame.flip());
  }
}
