package io.wirthforge.bridge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections at the pace of the event loops that serve them; those that come meanwhile
 * wait in the kernel.
 *
 * <p>A loop that is given hundreds at once has no time for its clients. So none is accepted before
 * the loop of the one before has come to it and then had a rest. Belongs to the channel that
 * accepts, and runs on its loop.
 */
final class AcceptThrottle extends ChannelInboundHandlerAdapter {

  /** With each connection it is given, a loop that hangs keeps others out for this long. */
  private static final long LONGEST_WAIT_MS = 100;

  private final LongSupplier nanoTime;
  private final AdmissionPace pace;
  private long accepted;
  private boolean waits;

  AcceptThrottle() {
    this(System::nanoTime);
  }

  /** One by a clock of its own. */
  AcceptThrottle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.pace = new AdmissionPace(nanoTime.getAsLong());
  }

  /** One by one, where a transport would take in several at a time. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().config().getRecvByteBufAllocator()
        instanceof MaxMessagesRecvByteBufAllocator several) {
      several.maxMessagesPerRead(1);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.fireChannelRead(message);
    EventLoop loop = message instanceof Channel channel ? loopOf(channel) : null;
    if (loop != null) {
      await(context, loop);
    }
  }

  private static @Nullable EventLoop loopOf(Channel channel) {
    try {
      return channel.eventLoop();
    } catch (IllegalStateException e) {
      return null; // Refused, as at the server's end.
    }
  }

  private void await(ChannelHandlerContext context, EventLoop loop) {
    long number = ++accepted;
    waits = true;
    long begun = nanoTime.getAsLong();
    EventExecutor own = context.executor();
    context.channel().config().setAutoRead(false);
    own.schedule(() -> resume(context, number), LONGEST_WAIT_MS, TimeUnit.MILLISECONDS);
    loop.execute(
        () -> {
          long now = nanoTime.getAsLong();
          own.execute(() -> rest(context, number, pace.admitted(begun, now)));
        });
  }

  private void rest(ChannelHandlerContext context, long number, long nanos) {
    if (nanos == 0) {
      resume(context, number);
    } else {
      context.executor().schedule(() -> resume(context, number), nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Accepts again: once for the newest connection, and no more where Netty itself has stopped. */
  private void resume(ChannelHandlerContext context, long number) {
    if (waits && number == accepted) {
      waits = false;
      context.channel().config().setAutoRead(true);
    }
  }
}
