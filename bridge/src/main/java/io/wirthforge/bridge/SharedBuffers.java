package io.wirthforge.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The bytes of a tick outside the heap, from where the kernel takes them without a copy a client.
 *
 * <p>Belongs to one event loop. Shares while a tick is served; sockets that send on after it hold
 * what they need.
 */
final class SharedBuffers {

  private static final byte[] NO_PING = {};

  private final Map<SharedMessages, ByteBuf> plain = new IdentityHashMap<>();
  private final Map<SharedMessages, ByteBuf> pinging = new IdentityHashMap<>();
  private boolean sharing;

  /** Clients are served, many at once. */
  void share() {
    sharing = true;
  }

  /** The messages' frames, to be read only; the caller owns a reference. */
  ByteBuf framed(SharedMessages messages) {
    if (!sharing) {
      return copy(messages, NO_PING);
    }
    return plain.computeIfAbsent(messages, each -> copy(each, NO_PING)).retain();
  }

  /**
   * The same, and after them a ping.
   *
   * @param frameNumber what the ping carries; one for the same messages
   */
  ByteBuf framedWithPing(SharedMessages messages, long frameNumber) {
    if (!sharing) {
      return copy(messages, WireFrames.ping(frameNumber));
    }
    return pinging
        .computeIfAbsent(messages, each -> copy(each, WireFrames.ping(frameNumber)))
        .retain();
  }

  /** All are served. */
  void release() {
    sharing = false;
    release(plain);
    release(pinging);
  }

  private static void release(Map<SharedMessages, ByteBuf> buffers) {
    buffers.values().forEach(ByteBuf::release);
    buffers.clear();
  }

  private static ByteBuf copy(SharedMessages messages, byte[] ping) {
    byte[] framed = messages.framed();
    int size = framed.length + ping.length;
    return ByteBufAllocator.DEFAULT.directBuffer(size, size).writeBytes(framed).writeBytes(ping);
  }
}
