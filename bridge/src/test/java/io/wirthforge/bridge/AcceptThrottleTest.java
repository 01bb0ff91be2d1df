package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel that accepts, and connections whose loops come to them when the test says so. */
class AcceptThrottleTest {

  private final AtomicLong clock = new AtomicLong(-7_000_000_000L);
  private final EmbeddedChannel accepting =
      new EmbeddedChannel(new AcceptThrottle(clock::get), new ChannelInboundHandlerAdapter());
  private final List<EmbeddedChannel> connections = new ArrayList<>();

  AcceptThrottleTest() {
    accepting.freezeTime();
  }

  @AfterEach
  void close() {
    connections.forEach(EmbeddedChannel::finishAndReleaseAll);
    accepting.finishAndReleaseAll();
  }

  @Test
  void theNextIsAcceptedOnceTheLoopOfTheLastHasComeToIt() {
    EmbeddedChannel first = accept();
    assertThat(isAccepting()).isFalse();

    serve(first);
    assertThat(isAccepting()).isTrue();
    assertThat(accepting.<Object>readInbound()).isSameAs(first);
  }

  @Test
  void afterSomeAtOnceTheLoopHasARestBetweenEach() {
    for (int i = 0; i < AdmissionPace.CREDIT; i++) {
      serve(accept());
      assertThat(isAccepting()).isTrue();
    }

    serve(accept());
    assertThat(isAccepting()).isFalse();
    pass(AdmissionPace.REST_NANOS - 1);
    assertThat(isAccepting()).isFalse();
    pass(1);
    assertThat(isAccepting()).isTrue();
  }

  @Test
  void aLoopThatIsSlowHasALongerRest() {
    EmbeddedChannel slow = accept();
    pass(TimeUnit.MILLISECONDS.toNanos(4));
    serve(slow);

    assertThat(isAccepting()).isFalse();
    pass(TimeUnit.MILLISECONDS.toNanos(8));
    assertThat(isAccepting()).isTrue();
  }

  @Test
  void aLoopThatHangsKeepsTheOthersForABoundedTime() {
    accept();
    pass(TimeUnit.MILLISECONDS.toNanos(99));
    assertThat(isAccepting()).isFalse();
    pass(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(isAccepting()).isTrue();
  }

  @Test
  void aTransportTakesInOneAtATime() {
    assertThat(accepting.config().<MaxMessagesRecvByteBufAllocator>getRecvByteBufAllocator())
        .extracting(MaxMessagesRecvByteBufAllocator::maxMessagesPerRead)
        .isEqualTo(1);
  }

  /** Netty stops for a second where there is no descriptor left. */
  @Test
  void whatSomebodyElseStoppedStaysSo() {
    serve(accept());
    accepting.config().setAutoRead(false);
    pass(TimeUnit.SECONDS.toNanos(1));

    assertThat(isAccepting()).isFalse();
  }

  @Test
  void thoseThatWereAcceptedTogetherAreAllWaitedFor() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    serve(first);
    assertThat(isAccepting()).isFalse();

    serve(second);
    assertThat(isAccepting()).isTrue();
  }

  @Test
  void aConnectionThatNoLoopTookIsPassedOnAndNotWaitedFor() {
    EmbeddedChannel nobodys = new EmbeddedChannel(DefaultChannelId.newInstance(), false, false);
    accepting.writeInbound(nobodys);

    assertThat(isAccepting()).isTrue();
    assertThat(accepting.<Object>readInbound()).isSameAs(nobodys);
  }

  private EmbeddedChannel accept() {
    EmbeddedChannel connection = new EmbeddedChannel();
    connections.add(connection);
    accepting.writeInbound(connection);
    return connection;
  }

  /** Its loop comes to a connection. */
  private void serve(EmbeddedChannel connection) {
    connection.runPendingTasks();
    accepting.runPendingTasks();
  }

  private void pass(long nanos) {
    clock.addAndGet(nanos);
    accepting.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    accepting.runScheduledPendingTasks();
  }

  private boolean isAccepting() {
    return accepting.config().isAutoRead();
  }
}
