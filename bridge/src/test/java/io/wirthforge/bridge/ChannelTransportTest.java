package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a socket below Vert.x's queue, on a channel without a network. */
class ChannelTransportTest {

  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new VertxQueue());
  private final SharedBuffers buffers = new SharedBuffers();
  private final ChannelTransport transport =
      new ChannelTransport(vertx, openSocket(), channel, buffers);

  @AfterEach
  void stop() {
    channel.finishAndReleaseAll();
    Eventually.done(vertx.close());
  }

  @Test
  void whatVertxHoldsBackLeavesBeforeTheFramesThatAreDue() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(4, 8));
    transport.onDrained(() -> told.add("frames"));
    transport.sendText("more than eight bytes");
    assertThat(transport.writable()).isFalse();

    transport.flush();

    assertThat(transport.writable()).isTrue();
    assertThat(told).containsExactly("queue", "frames");
  }

  @Test
  void framesWaitIfWhatVertxHeldBackFillsTheSocketAgain() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(4, 8));
    transport.onDrained(() -> told.add("frames"));
    transport.sendText("more than eight bytes");
    heldBack = Unpooled.copiedBuffer(new byte[64]);

    transport.flush();

    assertThat(transport.writable()).isFalse();
    assertThat(told).containsExactly("queue");
  }

  private ByteBuf heldBack = Unpooled.EMPTY_BUFFER;

  @Test
  void clientsOfATickShareItsBytes() {
    SharedMessages messages = new SharedMessages(List.of("a", "b"));
    buffers.share();
    transport.send(messages);
    transport.send(messages);
    transport.flush();
    ByteBuf first = channel.readOutbound();
    ByteBuf second = channel.readOutbound();
    assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
    buffers.release();

    first.release();
    assertThat(second.refCnt()).isPositive();
    second.release();
    assertThat(second.refCnt()).isZero();
  }

  @Test
  void whatIsSentToAChannelThatIsGoneIsLetGo() {
    SharedMessages messages = new SharedMessages(List.of("a"));
    buffers.share();
    ByteBuf shared = buffers.framed(messages);
    channel.close();
    transport.send(messages);
    transport.flush();
    buffers.release();

    assertThat(transport.writable()).isFalse();
    assertThat(shared.release()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 60, 110, 125, 126, 65_500, 65_533, 65_534, 65_535, 65_536, 70_000})
  void aMessageWithAnEndOfItsOwnIsOneAsOthersAre(int bytes) {
    String common = "é" + "x".repeat(bytes - 2);
    transport.sendEnding(new SharedMessages(List.of(common + "]}")), 2, ",\"ü\"]}");
    transport.flush();

    ByteBuf sent = channel.readOutbound();
    assertThat(ByteBufUtil.getBytes(sent)).isEqualTo(WireFrames.text(List.of(common + ",\"ü\"]}")));
    sent.release();
  }

  @Test
  void nothingFollowsACloseFrameThatVertxSends() {
    assertThat(transport.writable()).isTrue();
    channel
        .pipeline()
        .lastContext()
        .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0x8A, 0}));
    assertThat(transport.writable()).isTrue();
    channel
        .pipeline()
        .lastContext()
        .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0x88, 0}));

    assertThat(transport.writable()).isFalse();
  }

  private static ServerWebSocket openSocket() {
    return (ServerWebSocket)
        Proxy.newProxyInstance(
            ServerWebSocket.class.getClassLoader(),
            new Class<?>[] {ServerWebSocket.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isClosed")) {
                return false;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  /** Stands where Vert.x's handler does, which sends on when there is room. */
  private final class VertxQueue extends ChannelInboundHandlerAdapter {

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (context.channel().isWritable()) {
        told.add("queue");
        ByteBuf held = heldBack;
        heldBack = Unpooled.EMPTY_BUFFER;
        if (held.isReadable()) {
          context.write(held);
        }
      }
    }
  }
}
