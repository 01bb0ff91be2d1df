package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reader that stops for three times as long as frames are kept, and returns: a few old frames,
 * one merged frame, and it is where everybody is.
 */
class StoppedReaderTest {

  private static final int ACK_WINDOW = 15;
  private static final int STOPPED_TICKS = 60 * Integer.getInteger("wirthforge.stoppedSeconds", 3);
  // No hiccup of a busy machine merges so many.
  private static final int LONG = STOPPED_TICKS / 2;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFewOldFramesThenOneMergedThenTheCurrent(boolean inFrames) throws IOException {
    JsonObject settings = new JsonObject().put("ringSeconds", 1).put("ackWindow", ACK_WINDOW);
    try (Server server = Server.start(settings);
        Follower free = Follower.join(server, inFrames);
        WireClient client = WireClient.connect(server.port(), inFrames, "")) {
      Story story = Story.begin(server, 20);
      View view = new View();
      readFrames(client, view, 30);
      long last = lastFrame(view);
      server.awaitTicks(STOPPED_TICKS);
      long returned = server.newestFrame();
      Follower back = Follower.join(client, view);
      back.until("a second of current frames", () -> lastFrame(view) > returned + 60);
      story.finish();
      back.untilEndOf(story);
      free.untilEndOf(story);

      List<Long> frames = view.energyFrames();
      List<Long> after = frames.subList(frames.indexOf(last), frames.size());
      int stale = indexOfLongGap(after);
      assertThat(stale).isLessThanOrEqualTo(ACK_WINDOW);
      assertThat(after.get(stale + 1)).isGreaterThanOrEqualTo(returned);
      assertThat(longGaps(after)).isEqualTo(1);
      Whole.assertHas(view, story);
      Whole.assertHas(free.view, story);
    }
  }

  private static void readFrames(WireClient client, View view, int count) throws IOException {
    for (int frames = 0; view.energyFrames().size() < count; ) {
      long frame = view.apply(client.nextText());
      if (frame >= 0 && ++frames % Follower.FRAMES_PER_ACK == 0) {
        client.ack(frame);
      }
    }
  }

  private static long lastFrame(View view) {
    List<Long> frames = view.energyFrames();
    return frames.isEmpty() ? -1 : frames.get(frames.size() - 1);
  }

  /** How many frames come after the first before the long gap. */
  private static int indexOfLongGap(List<Long> frames) {
    int index = 0;
    while (frames.get(index + 1) - frames.get(index) < LONG) {
      index++;
    }
    return index;
  }

  private static long longGaps(List<Long> frames) {
    long gaps = 0;
    for (int i = 1; i < frames.size(); i++) {
      gaps += frames.get(i) - frames.get(i - 1) >= LONG ? 1 : 0;
    }
    return gaps;
  }
}
