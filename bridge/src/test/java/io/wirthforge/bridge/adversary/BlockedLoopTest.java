package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.Frame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** All event loops stand still: one frame after, then one each tick, and nobody is sent away. */
class BlockedLoopTest {

  private static final int BLOCKED_MS = Integer.getInteger("wirthforge.blockedMs", 500);
  // Where it is shorter than the block, the block must not pass for silence.
  private static final int SILENCE_MS = BLOCKED_MS > 2500 ? 2500 : 30_000;

  @Test
  void exactlyOneFrameComesAfter() throws IOException {
    try (Server server = Server.start(new JsonObject(), SILENCE_MS);
        Follower frames = Follower.join(server, true);
        Follower events = Follower.join(server, false)) {
      Story story = Story.begin(server, 4);
      frames.until("some frames", () -> frames.view.ranges().size() > 30);
      long gone = server.count("wirthforge.disconnects");
      long before = server.newestFrame();
      block(server, BLOCKED_MS * 1_000_000L);
      server.awaitTicks(20);
      story.finish();
      frames.untilEndOf(story);
      events.untilEndOf(story);

      List<Frame> after =
          server.sealed().stream()
              .map(Server.Sealed::frame)
              .filter(frame -> frame.frameNumber() >= before)
              .toList();
      int first = indexAfterGap(after, BLOCKED_MS * 60 / 1000 / 2);
      long resumedMs = after.get(first).timestampMs();
      // A burst would put more frames into a tenth of a second than there are ticks in it.
      assertThat(after.subList(first, after.size()))
          .filteredOn(frame -> frame.timestampMs() < resumedMs + 100)
          .hasSizeLessThanOrEqualTo(8);
      assertThat(server.count("wirthforge.disconnects")).isEqualTo(gone);
      Whole.assertHas(frames.view, story);
      Whole.assertHas(events.view, story);
    }
  }

  /** All loops at once, so that nothing of the server runs. */
  private static void block(Server server, long nanos) {
    CountDownLatch begun = new CountDownLatch(1);
    long until = System.nanoTime() + nanos;
    for (EventExecutor loop : ((VertxInternal) server.vertx).eventLoopGroup()) {
      loop.execute(
          () -> {
            begun.countDown();
            while (System.nanoTime() - until < 0) {
              LockSupport.parkNanos(until - System.nanoTime());
            }
          });
    }
    Patience.until("the block", () -> begun.getCount() == 0);
  }

  private static int indexAfterGap(List<Frame> frames, int ticks) {
    int index = 1;
    while (frames.get(index).frameNumber() - frames.get(index - 1).frameNumber() < ticks) {
      index++;
    }
    return index;
  }
}
