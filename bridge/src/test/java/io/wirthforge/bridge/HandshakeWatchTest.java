package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeWatchTest {

  private final HandshakeWatch watch = new HandshakeWatch();
  private final EmbeddedChannel channel = new EmbeddedChannel(watch);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void theRestOfTheRequestItselfPasses() {
    channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(channel.<Object>readInbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(watch.spokeEarly()).isFalse();
  }

  @Test
  void aSecondRequestAndAllAfterItGoNoFurtherAndAreLetGo() {
    ByteBuf body = Unpooled.wrappedBuffer(new byte[10]);
    channel.writeInbound(
        LastHttpContent.EMPTY_LAST_CONTENT,
        request(),
        new DefaultHttpContent(body),
        LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(channel.inboundMessages()).hasSize(1);
    assertThat(body.refCnt()).isZero();
    assertThat(watch.spokeEarly()).isTrue();
  }

  @Test
  void soDoesAFrame() {
    TextWebSocketFrame frame = new TextWebSocketFrame("early");
    channel.writeInbound(frame);

    assertThat(channel.inboundMessages()).isEmpty();
    assertThat(frame.refCnt()).isZero();
    assertThat(watch.spokeEarly()).isTrue();
  }

  @Test
  void anAnswerThatRefusesEndsTheWatch() {
    channel.writeOutbound(whole(HttpResponseStatus.FORBIDDEN));
    channel.writeInbound(request());

    assertThat(channel.inboundMessages()).hasSize(1);
    assertThat(channel.pipeline().context(watch)).isNull();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void soDoesOneInPieces() {
    channel.writeOutbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST),
        LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(channel.outboundMessages()).hasSize(2);
    assertThat(channel.pipeline().context(watch)).isNull();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void whoSpokeEarlyAndIsRefusedIsSentAwayOnceTheAnswerIsWhole() {
    for (List<Object> answer :
        List.<List<Object>>of(
            List.of(whole(HttpResponseStatus.FORBIDDEN)),
            List.of(
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN),
                LastHttpContent.EMPTY_LAST_CONTENT))) {
      EmbeddedChannel talkers = new EmbeddedChannel(new HandshakeWatch());
      talkers.writeInbound(request());
      for (int i = 0; i < answer.size(); i++) {
        assertThat(talkers.isOpen()).isTrue();
        talkers.writeOutbound(answer.get(i));
      }

      assertThat(talkers.outboundMessages()).hasSize(answer.size());
      assertThat(talkers.isOpen()).isFalse();
      talkers.finishAndReleaseAll();
    }
  }

  @Test
  void anAnswerThatAgreesIsForItsOwnerToEndItOn() {
    channel.writeInbound(new TextWebSocketFrame("early"));
    channel.writeOutbound(whole(HttpResponseStatus.SWITCHING_PROTOCOLS));

    assertThat(channel.outboundMessages()).hasSize(1);
    assertThat(channel.pipeline().context(watch)).isNotNull();
    assertThat(channel.isOpen()).isTrue();
  }

  private static DefaultHttpRequest request() {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ws");
  }

  private static DefaultFullHttpResponse whole(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
  }
}
