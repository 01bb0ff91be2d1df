package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that takes a few bytes at a time, far fewer than come, and then reads as it should. */
class SlowReaderTest {

  private static final int TINY_BUFFER = 4096;
  private static final int SLOW_TICKS = 120;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itLosesNothingAndTheOthersNoticeNothing(boolean inFrames) throws IOException {
    // So many frames may be under way that a busy machine makes no healthy client wait.
    JsonObject settings = new JsonObject().put("ackWindow", 120).put("sendBufferBytes", 65_536);
    try (Server server = Server.start(settings);
        Follower one = Follower.join(server, true);
        Follower two = Follower.join(server, false);
        WireClient client =
            WireClient.connect(server.port(), server.port(), inFrames, "", TINY_BUFFER)) {
      client.mouthful(7);
      Follower slow = Follower.join(client, new View());
      Story story = Story.begin(server, 60);
      server.awaitTicks(SLOW_TICKS);
      assertThat(slow.view.texts()).isNotEqualTo(story.texts());
      client.mouthful(Integer.MAX_VALUE);
      story.finish();
      slow.untilEndOf(story);
      one.untilEndOf(story);
      two.untilEndOf(story);

      Whole.assertHas(slow.view, story);
      Whole.assertHas(one.view, story);
      Whole.assertHas(two.view, story);
      Whole.assertHadEveryFrame(one.view, server);
    }
  }
}
