package io.wirthforge.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a tick outside the heap, from where the kernel takes them without a copy a client.
 *
 * <p>Belongs to one event loop. Shares while a tick is served; sockets that send on after it hold
 * what they need.
 */
final class SharedBuffers {

  private final Map<SharedMessages, ByteBuf> buffers = new IdentityHashMap<>();
  private @Nullable SharedMessages last;
  private @Nullable ByteBuf lastBuffer;
  private boolean sharing;

  /** Clients are served, many at once. */
  void share() {
    sharing = true;
  }

  /** The messages' frames; the caller owns a reference. */
  ByteBuf framed(SharedMessages messages) {
    if (!sharing) {
      return copy(messages);
    }
    ByteBuf buffer = lastBuffer;
    if (messages != last || buffer == null) {
      buffer = buffers.computeIfAbsent(messages, SharedBuffers::copy);
      last = messages;
      lastBuffer = buffer;
    }
    return buffer.retainedDuplicate();
  }

  /** All are served. */
  void release() {
    sharing = false;
    last = null;
    lastBuffer = null;
    buffers.values().forEach(ByteBuf::release);
    buffers.clear();
  }

  private static ByteBuf copy(SharedMessages messages) {
    byte[] framed = messages.framed();
    return ByteBufAllocator.DEFAULT.directBuffer(framed.length, framed.length).writeBytes(framed);
  }
}
