package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.AdversarySeams.Held;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty clients that read nothing beside five that read. */
class CrowdOfStalledTest {

  private static final int STALLED = 50;
  private static final int HEALTHY = 5;
  private static final int ACK_WINDOW = 120;
  private static final int STALLED_TICKS = 180;

  @ParameterizedTest
  @ValueSource(ints = {10, 1})
  void theStalledCostANumberEachAndAreWholeWhenTheyReadAgain(int ringSeconds) throws IOException {
    JsonObject settings =
        new JsonObject()
            .put("ringSeconds", ringSeconds)
            .put("ackWindow", ACK_WINDOW)
            .put("sendBufferBytes", 65_536);
    List<WireClient> stalled = new ArrayList<>();
    List<Follower> all = new ArrayList<>();
    try (Server server = Server.start(settings)) {
      for (int i = 0; i < STALLED; i++) {
        stalled.add(WireClient.connect(server.port(), true, ""));
      }
      for (int i = 0; i < HEALTHY; i++) {
        all.add(Follower.join(server, true));
      }
      Patience.until("the crowd", () -> server.clients() == STALLED + HEALTHY);
      Story story = Story.begin(server, 4);
      long begun = server.newestFrame();
      Patience.until(
          "all windows to be full",
          () -> server.framesBetween(begun, Long.MAX_VALUE).size() > ACK_WINDOW + 30);
      long sent = server.count("wirthforge.frames.sent");
      long from = server.newestFrame();
      server.awaitTicks(STALLED_TICKS / 2);
      long ticks = server.newestFrame() - from + 1;

      // To the stalled nothing is sent any more.
      assertThat(server.count("wirthforge.frames.sent") - sent)
          .isBetween(1L, (ticks + 2) * HEALTHY);
      assertHoldsNoFramesPerClient(server.held(), ringSeconds);
      stalled.forEach(client -> all.add(Follower.join(client, new View())));
      story.finish();
      for (Follower follower : all) {
        follower.untilEndOf(story);
        Whole.assertHas(follower.view, story);
      }
      for (Follower healthy : all.subList(0, HEALTHY)) {
        Whole.assertHadEveryFrame(healthy.view, server);
      }
    } finally {
      for (WireClient client : stalled) {
        client.close();
      }
    }
  }

  private static void assertHoldsNoFramesPerClient(Held held, int ringSeconds) {
    assertThat(held.clients()).isEqualTo(STALLED + HEALTHY);
    if (ringSeconds * 60 > STALLED_TICKS * 3) {
      assertThat(held.backlogs()).as("merges of frames from before the ring").isZero();
    } else {
      // Those that were left at one frame share what fell out of the ring since.
      assertThat(held.backlogs()).isLessThanOrEqualTo(held.positions());
    }
  }
}
