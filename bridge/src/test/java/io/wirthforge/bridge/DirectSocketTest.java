package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DirectSocketTest {

  private static final int LARGE = 32 << 20; // More than any kernel buffers.

  private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
  private EventLoopGroup group;
  private Socket client;
  private Channel channel;

  @AfterEach
  void end() throws Exception {
    client.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
  }

  @Test
  void givesTheKernelWhatItTakesAtOnce() throws Exception {
    connect(true);

    assertThat(give(600)).isEqualTo(600);
    assertThat(client.getInputStream().readNBytes(600)).hasSize(600);
  }

  @Test
  void givesNoMoreThanThereIsRoomForAtAPeerThatDoesNotRead() throws Exception {
    connect(true);

    int given = give(LARGE);
    for (int more = given; more > 0; more = give(LARGE)) { // The kernel may find room for more.
      given += more;
    }

    assertThat(given).isPositive().isLessThan(2 * LARGE);
  }

  @Test
  void isNotNextWhileTheQueueHoldsSomething() throws Exception {
    connect(true);
    onLoop(() -> channel.write(Unpooled.wrappedBuffer(new byte[1])));

    assertThat(onLoop(() -> DirectSocket.of(channel).isNext())).isFalse();
  }

  @Test
  void leavesAFaultToTheQueue() throws Exception {
    connect(true);
    DirectSocket direct = DirectSocket.of(channel);
    client.setSoLinger(true, 0); // The end is a reset.
    client.close();
    channel.closeFuture().get(20, TimeUnit.SECONDS);

    assertThat(give(direct, 600)).isZero();
  }

  @Test
  void takesNoBytesFromTheHeap() throws Exception {
    connect(true);

    assertThat(onLoop(() -> DirectSocket.of(channel).give(Unpooled.wrappedBuffer(new byte[9]))))
        .isZero();
  }

  @Test
  void isNotThereWhereAnotherThreadClosesTheSocket() throws Exception {
    connect(true);
    channel.config().setOption(ChannelOption.SO_LINGER, 1);

    assertThat(DirectSocket.of(channel)).isNull();
  }

  @Test
  void isNotThereOnOtherTransports() throws Exception {
    connect(false);

    assertThat(DirectSocket.of(channel)).isNull();
  }

  private void connect(boolean epoll) throws Exception {
    group =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childHandler(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void channelActive(ChannelHandlerContext context) {
                    accepted.complete(context.channel());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    client = new Socket(address.getAddress(), address.getPort());
    channel = accepted.get(20, TimeUnit.SECONDS);
  }

  private int give(int length) throws Exception {
    return give(DirectSocket.of(channel), length);
  }

  private int give(DirectSocket direct, int length) throws Exception {
    return onLoop(
        () -> {
          ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer(length, length).writeZero(length);
          try {
            return direct.give(bytes);
          } finally {
            bytes.release();
          }
        });
  }

  private <T> T onLoop(Callable<T> action) throws Exception {
    return channel.eventLoop().submit(action).get(20, TimeUnit.SECONDS);
  }
}
