package io.wirthforge.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A socket of Linux that is handed bytes past Netty's queue, while that is empty.
 *
 * <p>What the kernel does not take at once is the queue's, and so is every fault: Netty meets it
 * when it writes, and ends the connection.
 */
final class DirectSocket {

  /** Not io_uring, whose queue is the point of it. */
  private static final String EPOLL = "io.netty.channel.epoll.EpollSocketChannel";

  private final Channel channel;
  private final Socket socket;

  private DirectSocket(Channel channel, Socket socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /** The socket of a channel; null where there is none to reach. */
  static @Nullable DirectSocket of(Channel channel) {
    return channel.getClass().getName().equals(EPOLL)
            && channel instanceof UnixChannel unix
            && unix.fd() instanceof Socket socket
            && channel.isOpen()
            && !lingers(channel)
        ? new DirectSocket(channel, socket)
        : null;
  }

  /** Whether another thread closes it, at any moment. */
  private static boolean lingers(Channel channel) {
    Integer seconds = channel.config().getOption(ChannelOption.SO_LINGER);
    return seconds != null && seconds > 0;
  }

  /** Whether it is this one's still: once it is closed, its number may be another's. */
  boolean isOpen() {
    return socket.isOpen();
  }

  /** Whether what is given now leaves behind nothing else: Netty's queue is empty. */
  boolean isNext() {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    return queue != null && queue.totalPendingWriteBytes() == 0;
  }

  /**
   * Gives bytes to the kernel. On the channel's event loop only, and only while it {@link #isNext}:
   * that is not looked at again.
   *
   * @return how many it took; 0 where the queue is to have them all
   */
  int give(ByteBuf bytes) {
    if (!isOpen() || !bytes.hasMemoryAddress()) {
      return 0;
    }
    try {
      return Math.max(
          0, socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex()));
    } catch (IOException e) {
      return 0; // Told to the queue's write as well.
    }
  }
}
