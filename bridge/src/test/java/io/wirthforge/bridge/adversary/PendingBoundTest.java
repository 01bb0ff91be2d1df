package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Clients that read nothing while more and more text waits for them. */
class PendingBoundTest {

  private static final int ACK_WINDOW = 15;
  private static final int SMALL_BUFFER = 8192;

  @Test
  void aClientForWhichTooMuchWaitsIsToldToResumeAndThenHasItAll() throws IOException {
    JsonObject settings =
        new JsonObject().put("maxPendingBytes", 100_000).put("ackWindow", ACK_WINDOW);
    try (Server server = Server.start(settings);
        WireClient client = WireClient.connect(server.port(), true, "")) {
      Patience.until("its seat to be taken", () -> server.clients() == 1);
      Story story = Story.begin(server, 100);
      Patience.until("its seat to be free", () -> server.clients() == 0);
      View view = new View();
      for (String text = client.nextText(); text != null; text = client.nextText()) {
        view.apply(text);
      }
      assertThat(client.closeCode()).isEqualTo(4008);
      assertThat(view.ranges()).hasSizeLessThanOrEqualTo(ACK_WINDOW);

      story.finish();
      String query = "?resume=" + view.epoch() + ":" + view.position();
      try (Follower back = Follower.join(WireClient.connect(server.port(), true, query), view)) {
        back.untilEndOf(story);
      }
      assertThat(view.welcomes()).containsExactly(false, true);
      Whole.assertHas(view, story);
    }
  }

  @Test
  void aClientWhoseSocketIsFullIsReallyGone() throws IOException {
    JsonObject settings = new JsonObject().put("maxPendingBytes", 1 << 20).put("ackWindow", 600);
    try (Server server = Server.start(settings);
        WireClient client =
            WireClient.connect(server.port(), server.port(), true, "", SMALL_BUFFER)) {
      Patience.until("its seat to be taken", () -> server.clients() == 1);
      Story story = Story.begin(server, 3000);
      Patience.until("its seat to be free", () -> server.clients() == 0);
      story.leave();

      client.drain();
    }
  }
}
