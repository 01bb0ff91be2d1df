package io.wirthforge.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.traffic.AbstractTrafficShapingHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket, written to below Vert.x's message queue: frames that are framed already, and
 * one write to the kernel for all that was sent since the last flush.
 */
final class ChannelTransport implements ClientTransport {

  private static final String NAME = "wirthforge-threshold";
  private static final int MAX_JOINED_BYTES = 65_536;

  private final Channel channel;
  private final ChannelHandlerContext threshold;
  private final ChannelPromise untold;
  private final SharedBuffers buffers;
  private final SocketClose close;
  private final @Nullable DirectSocket direct;
  private Runnable drained = () -> {};
  private @Nullable ShortFrames shortFrames;
  private List<IdleStateHandler> readTimeouts = List.of();
  private @Nullable ByteBuf held; // All that was sent since the last flush, if it is not queued.
  private boolean unflushed;
  // Whether it takes bytes and nothing is queued, because nothing but our own bytes passed since
  // that was looked at. An end from below is not seen, so whether it is open has to be asked.
  private boolean settled;
  private boolean closeFramePassed;

  ChannelTransport(Vertx vertx, ServerWebSocket socket, Channel channel, SharedBuffers buffers) {
    this.channel = channel;
    this.untold = new VoidChannelPromise(channel, false);
    this.buffers = buffers;
    this.threshold = enter(channel.pipeline(), new Threshold());
    this.direct = channel.pipeline().firstContext() == threshold ? DirectSocket.of(channel) : null;
    // From below Vert.x's handler, which would wait until all that is queued was written.
    this.close = new SocketClose(vertx, socket, () -> channel.pipeline().firstContext().close());
  }

  /**
   * Enters the pipeline below all handlers that have nothing to do with framed bytes, and above
   * those that every byte has to pass.
   */
  private static ChannelHandlerContext enter(ChannelPipeline pipeline, ChannelHandler handler) {
    String below = null;
    for (Map.Entry<String, ChannelHandler> each : pipeline) {
      if (seesEveryByte(each.getValue())) {
        below = each.getKey();
      }
    }
    if (below == null) {
      pipeline.addFirst(NAME, handler);
    } else {
      pipeline.addAfter(below, NAME, handler);
    }
    return pipeline.context(NAME);
  }

  private static boolean seesEveryByte(ChannelHandler handler) {
    return handler instanceof SslHandler
        || handler instanceof AbstractTrafficShapingHandler
        || (handler instanceof IdleStateHandler idle
            && idle.getWriterIdleTimeInMillis() + idle.getAllIdleTimeInMillis() > 0);
  }

  @Override
  public void onDrained(Runnable action) {
    drained = action;
  }

  @Override
  public void onShortFrames(ShortFrames.Sink sink) {
    shortFrames = new ShortFrames(sink);
    // They would not hear of a client whose frames all are short.
    readTimeouts =
        channel.pipeline().toMap().values().stream()
            .filter(IdleStateHandler.class::isInstance)
            .map(IdleStateHandler.class::cast)
            .filter(idle -> idle.getReaderIdleTimeInMillis() > 0)
            .toList();
  }

  @Override
  public boolean writable() {
    if (settled && direct != null) {
      return direct.isOpen();
    }
    boolean writable =
        channel.isWritable() && channel.isActive() && !closeFramePassed && !close.isBegun();
    settled = writable && direct != null && direct.isNext();
    return writable;
  }

  @Override
  public void send(SharedMessages messages) {
    write(buffers.framed(messages));
  }

  @Override
  public void sendAndPing(SharedMessages messages, long frameNumber) {
    write(buffers.framedWithPing(messages, frameNumber));
  }

  @Override
  public void sendEnding(SharedMessages message, int without, String end) {
    byte[] framed = message.framed();
    int header = WireFrames.headerOf(framed);
    byte[] ending = end.getBytes(StandardCharsets.UTF_8);
    int shared = framed.length - header - without;
    if (header == WireFrames.IN_PIECES || shared + ending.length > WireFrames.MAX_PIECE_BYTES) {
      sendText(message.ending(without, end));
      return;
    }
    byte[] begin = WireFrames.textHeader(shared + ending.length);
    int size = begin.length + shared + ending.length;
    // Out of the heap: what a client costs once a second is no garbage of a frame's size.
    ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(size, size);
    write(frame.writeBytes(begin).writeBytes(framed, header, shared).writeBytes(ending));
  }

  @Override
  public void sendText(String message) {
    write(Unpooled.wrappedBuffer(WireFrames.text(List.of(message))));
  }

  @Override
  public void sendPing(long frameNumber) {
    write(Unpooled.wrappedBuffer(WireFrames.ping(frameNumber)));
  }

  @Override
  public void flush() {
    ByteBuf frames = held;
    if (frames != null && direct != null) {
      held = null;
      int taken = settled || direct.isNext() ? direct.give(frames) : 0;
      if (taken == frames.readableBytes()) {
        frames.release();
      } else {
        queue(frames, taken);
      }
    }
    if (unflushed) {
      unflushed = false;
      threshold.flush();
    }
  }

  @Override
  public void close(CloseReason reason) {
    flush();
    settled = false;
    if (shortFrames != null) {
      shortFrames.stop();
    }
    if (reason == CloseReason.RATE_LIMITED) {
      // A socket that is paused goes on reading: for each ping Vert.x fetches one frame more.
      channel.config().setAutoRead(false);
    }
    close.begin(reason);
    // While Vert.x reads it leaves its close frame unflushed, and a fault in what it reads makes it
    // close the channel.
    threshold.flush();
  }

  /** Takes a reference over. */
  private void write(ByteBuf frames) {
    ByteBuf first = held;
    if (unflushed || direct == null) {
      queue(frames, 0);
    } else if (first == null) {
      held = frames;
    } else if (first.readableBytes() + frames.readableBytes() <= MAX_JOINED_BYTES) {
      held = joined(first, frames);
    } else {
      held = null;
      queue(first, 0);
      queue(frames, 0);
    }
  }

  /** One write is cheaper than a copy of a few bytes. Takes both references over. */
  private static ByteBuf joined(ByteBuf first, ByteBuf second) {
    int size = first.readableBytes() + second.readableBytes();
    ByteBuf both = ByteBufAllocator.DEFAULT.directBuffer(size, size);
    for (ByteBuf each : List.of(first, second)) {
      // Without its position, which others share.
      both.writeBytes(each, each.readerIndex(), each.readableBytes());
      each.release();
    }
    return both;
  }

  private void queue(ByteBuf frames, int taken) {
    // Of its own position: others may be at other places in the same bytes.
    settled = false;
    threshold.write(frames.slice(taken, frames.readableBytes() - taken), untold);
    unflushed = true;
  }

  /**
   * Sees what Vert.x reads and writes. Its own handler tells of its queue only, which this does not
   * use.
   */
  private final class Threshold extends ChannelDuplexHandler {

    // Something was read that is not taken here: at first the request that made the socket.
    private boolean isDecoding = true;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ShortFrames frames = shortFrames;
      if (frames == null || !(message instanceof ByteBuf bytes)) {
        decode(context, message);
        return;
      }
      boolean isLeft = false;
      try {
        frames.take(bytes);
        isLeft = bytes.isReadable();
      } finally {
        if (!isLeft) {
          bytes.release();
        }
      }
      if (isLeft) {
        frames.leave(bytes);
        decode(context, bytes);
        frames.left();
      } else {
        readTimeouts.forEach(IdleStateHandler::resetReadTimeout);
      }
    }

    private void decode(ChannelHandlerContext context, Object message) {
      settled = false; // It may be a close frame, or make Vert.x answer.
      isDecoding = true;
      context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (isDecoding) {
        isDecoding = false;
        context.fireChannelReadComplete();
      }
    }

    /** What Vert.x writes. What is queued here begins below, and does not come by. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      settled = false;
      closeFramePassed |=
          message instanceof ByteBuf bytes
              && bytes.isReadable()
              && bytes.getByte(bytes.readerIndex()) == WireFrames.CLOSE_FRAME;
      context.write(message, promise);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      settled = false;
      // First Vert.x's queue, or frames would for ever overtake its pongs and its close frame.
      context.fireChannelWritabilityChanged();
      if (channel.isWritable()) {
        drained.run();
      }
    }
  }
}
