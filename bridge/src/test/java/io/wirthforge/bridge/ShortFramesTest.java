package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that take the short way are those, and as many, as would have come by the long one. */
class ShortFramesTest {

  private static final int MASK = 0x80;
  private static final int FIN = 0x80;
  private static final int CONTINUATION = 0x0;
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  /** Where a read ends. */
  enum Cut {
    AFTER,
    INSIDE,
    NOT
  }

  private static final Vertx VERTX = Vertx.vertx();

  @AfterContainer
  static void stop() {
    Eventually.done(VERTX.close());
  }

  @Property(tries = 2000)
  void whateverComesAndHoweverItIsCutTheSameIsTold(
      @ForAll @Size(max = 30) List<@From("frames") byte[]> frames,
      @ForAll @Size(30) List<Cut> cuts,
      @ForAll @Size(30) List<@IntRange(min = 1, max = 9) Integer> places) {
    List<byte[]> reads = reads(frames, cuts, places);
    Peer shortWay = new Peer(true);
    Peer longWay = new Peer(false);
    reads.forEach(shortWay::read);
    reads.forEach(longWay::read);

    assertThat(shortWay.end()).isEqualTo(longWay.end());
  }

  private final List<Peer> peers = new ArrayList<>();

  private Peer peer() {
    Peer peer = new Peer(true);
    peers.add(peer);
    return peer;
  }

  @AfterEach
  void end() {
    peers.forEach(Peer::close);
  }

  @Test
  void onlyTheFirstConfirmationGoesTheLongWay() {
    Peer peer = peer();
    for (int i = 0; i < 100; i++) {
      peer.read(frame(FIN | PONG, pongOf(i)));
      peer.read(frame(FIN | TEXT, bytes("{\"type\":\"ack\",\"frameNumber\":" + i + "}")));
    }

    assertThat(peer.decoded).isEqualTo(1);
    assertThat(peer.told)
        .hasSize(200)
        .contains("pong 99", "text {\"type\":\"ack\",\"frameNumber\":99}");
  }

  @Test
  void aCutHeaderIsFollowedByTheLongWayUntilAMessageComesAlone() {
    Peer peer = peer();
    peer.read(frame(FIN | PONG, pongOf(1)));
    byte[] large = frame(FIN | BINARY, new byte[300]);
    peer.read(slice(large, 0, 3));
    peer.read(slice(large, 3, large.length));
    assertThat(peer.decoded).isEqualTo(2);

    peer.read(frame(FIN | PONG, pongOf(2)));
    assertThat(peer.decoded).isEqualTo(3);
    peer.read(frame(FIN | PONG, pongOf(3)));
    assertThat(peer.decoded).isEqualTo(3);
    assertThat(peer.told).endsWith("pong 2", "pong 3");
  }

  @Test
  void aMessageInsideAnotherIsLeftToTheDecoder() {
    Peer peer = peer();
    peer.read(frame(FIN | PONG, pongOf(1)));
    peer.read(frame(TEXT, bytes("half")));
    peer.read(frame(FIN | PONG, pongOf(2)));
    peer.read(frame(FIN | TEXT, bytes("inside")));

    assertThat(peer.told)
        .startsWith("pong 1", "piece half", "pong 2")
        .doesNotContain("text inside");
    assertThat(peer.failure).isNotNull();
  }

  @Test
  void afterACloseNothingIsTaken() {
    Peer peer = peer();
    peer.read(frame(FIN | PONG, pongOf(1)));
    peer.transport.close(CloseReason.RATE_LIMITED);
    int decoded = peer.decoded;
    peer.read(frame(FIN | PONG, pongOf(2)));

    assertThat(peer.decoded).isEqualTo(decoded + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientIsIdleOnlyIfItSaysNothing(boolean answers) {
    Peer peer = peer();
    for (int i = 0; i < 10; i++) {
      if (answers || i == 0) {
        peer.read(frame(FIN | PONG, pongOf(i)));
      }
      peer.channel.advanceTimeBy(Peer.IDLE_SECONDS - 1, TimeUnit.SECONDS);
      peer.channel.runScheduledPendingTasks();
    }

    assertThat(peer.idle).isEqualTo(!answers);
  }

  @Test
  void aPeerThatSaysNothingAfterItsHandshakeIsIdle() {
    EmbeddedChannel channel = new EmbeddedChannel(new IdleStateHandler(Peer.IDLE_SECONDS, 0, 0));
    channel.freezeTime();
    List<Object> events = new ArrayList<>();
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object request) {
                // Within the read of the request that makes it.
                new ChannelTransport(VERTX, Peer.socket(), channel, new SharedBuffers())
                    .onShortFrames(new Peer(false));
              }

              @Override
              public void userEventTriggered(ChannelHandlerContext context, Object event) {
                events.add(event);
              }
            });
    channel.writeInbound("a request");
    channel.advanceTimeBy(Peer.IDLE_SECONDS + 1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(events).isNotEmpty();
    channel.finishAndReleaseAll();
  }

  @Provide
  Arbitrary<byte[]> frames() {
    Arbitrary<byte[]> payload = Arbitraries.bytes().array(byte[].class).ofMaxSize(140);
    Arbitrary<byte[]> pongs = Arbitraries.longs().map(ShortFramesTest::pongOf);
    return Arbitraries.frequencyOf(
        Tuple.of(6, pongs.map(each -> frame(FIN | PONG, each))),
        Tuple.of(6, payload.map(each -> frame(FIN | TEXT, each))),
        Tuple.of(1, payload.map(each -> frame(TEXT, each))),
        Tuple.of(1, payload.map(each -> frame(FIN | CONTINUATION, each))),
        Tuple.of(1, payload.map(each -> frame(FIN | BINARY, each))),
        Tuple.of(
            1, Arbitraries.integers().between(0, 70_000).map(n -> frame(FIN | TEXT, new byte[n]))),
        Tuple.of(1, pongs.map(each -> frame(FIN | PING, each))),
        Tuple.of(
            1, Arbitraries.integers().between(0, 125).map(n -> frame(FIN | PONG, new byte[n]))),
        Tuple.of(1, Arbitraries.just(frame(FIN | CLOSE, new byte[] {3, (byte) 232}))),
        Tuple.of(1, payload));
  }

  /** What is read at a time: frames that were cut apart, or joined, or neither. */
  private static List<byte[]> reads(List<byte[]> frames, List<Cut> cuts, List<Integer> places) {
    List<byte[]> reads = new ArrayList<>();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i);
      int cut = cuts.get(i) == Cut.INSIDE ? Math.min(places.get(i), frame.length) : frame.length;
      read.write(frame, 0, cut);
      if (cuts.get(i) != Cut.NOT) {
        reads.add(read.toByteArray());
        read.reset();
      }
      read.write(frame, cut, frame.length - cut);
    }
    reads.add(read.toByteArray());
    return reads;
  }

  private static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length <= 125) {
      frame.write(MASK | payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.write(MASK | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(MASK | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    byte[] mask = {(byte) 0x9C, 0x12, (byte) 0xFE, (byte) payload.length};
    frame.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i % mask.length]);
    }
    return frame.toByteArray();
  }

  private static byte[] pongOf(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** A server's end: the door, the decoder, and what stands where Vert.x's handlers do. */
  private static final class Peer implements ShortFrames.Sink, AutoCloseable {

    static final int IDLE_SECONDS = 35;

    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ChannelTransport transport;
    private int decoded;
    private byte[] lastDecoded = {};
    private boolean midMessage;
    private boolean idle;
    private Throwable failure;

    Peer(boolean isShort) {
      channel.freezeTime();
      channel
          .pipeline()
          .addLast(new WebSocket13FrameDecoder(true, false, 65_536, false))
          .addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0))
          .addLast(new Decoded());
      transport = new ChannelTransport(VERTX, socket(), channel, new SharedBuffers());
      if (isShort) {
        transport.onShortFrames(this);
      }
    }

    void read(byte[] bytes) {
      if (channel.isOpen()) {
        ByteBuf read = Unpooled.copiedBuffer(bytes);
        channel.writeInbound(read);
        channel.releaseOutbound();
        assertThat(read.refCnt()).as("held by the decoder at most").isLessThanOrEqualTo(1);
      }
    }

    @Override
    public void close() {
      channel.finishAndReleaseAll();
    }

    List<String> end() {
      if (failure != null) {
        told.add("failed");
      }
      close();
      return told;
    }

    @Override
    public void pong(long number) {
      told.add("pong " + number);
    }

    @Override
    public void text(byte[] payload) {
      told.add("text " + new String(payload, StandardCharsets.ISO_8859_1));
    }

    @Override
    public boolean isMidMessage() {
      return midMessage;
    }

    @Override
    public long decoded() {
      return decoded;
    }

    @Override
    public byte[] lastDecoded() {
      return lastDecoded;
    }

    private static ServerWebSocket socket() {
      return (ServerWebSocket)
          Proxy.newProxyInstance(
              ServerWebSocket.class.getClassLoader(),
              new Class<?>[] {ServerWebSocket.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "isClosed" -> false;
                    case "close" -> Future.succeededFuture();
                    default -> proxy;
                  });
    }

    /** What came the long way. */
    private final class Decoded extends SimpleChannelInboundHandler<WebSocketFrame> {

      @Override
      protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf payload = frame.content();
        lastDecoded = ByteBufUtil.getBytes(payload);
        if (frame instanceof PongWebSocketFrame) {
          decoded++;
          told.add(
              payload.readableBytes() == Long.BYTES
                  ? "pong " + payload.getLong(payload.readerIndex())
                  : "other pong");
        } else if (frame instanceof TextWebSocketFrame && frame.isFinalFragment()) {
          decoded++;
          told.add("text " + payload.toString(StandardCharsets.ISO_8859_1));
        } else {
          boolean isControl = frame instanceof PingWebSocketFrame || isClose(frame);
          if (!isControl) {
            decoded++;
            midMessage = !frame.isFinalFragment();
          }
          told.add(
              (frame instanceof ContinuationWebSocketFrame || !isControl ? "piece " : "control ")
                  + payload.toString(StandardCharsets.ISO_8859_1));
        }
      }

      private boolean isClose(WebSocketFrame frame) {
        return frame instanceof CloseWebSocketFrame;
      }

      @Override
      public void userEventTriggered(ChannelHandlerContext context, Object event) {
        idle = true;
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = cause;
        context.close();
      }
    }
  }
}
