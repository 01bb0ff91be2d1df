package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A client that was away for longer than frames are kept, while sessions ended. */
class SnapshotGapTest {

  private static final int AWAY_TICKS = 150;

  @Test
  void itGetsAllOfTheTextThatEndedMeanwhileAndOfThatWhichDidNot() throws IOException {
    try (Server server = Server.start(new JsonObject().put("ringSeconds", 1))) {
      View view = new View();
      Follower first = Follower.join(WireClient.connect(server.port(), true, ""), view);
      Story story = Story.begin(server, 4);
      first.until("some frames", () -> view.ranges().size() > 30);
      first.close();
      Patience.until("the client to be gone", first::isOver);
      server.awaitTicks(20);
      story.finish();
      server.publish(Story.text("open", "model-a", List.of("so ", "far"), false));
      server.awaitTicks(AWAY_TICKS);

      Map<String, String> expected = new TreeMap<>(story.texts());
      expected.put("open/model-a", "so far");
      assertIsSnapshot(server, "?resume=" + view.epoch() + ":" + view.position(), view, story);
      assertThat(view.texts()).isEqualTo(expected);
      View dreamer = new View();
      assertIsSnapshot(server, "?resume=" + view.epoch() + ":999999999", dreamer, story);
      assertThat(dreamer.texts()).isEqualTo(expected);
      View stranger = new View();
      assertIsSnapshot(server, "", stranger, story);
      assertThat(stranger.texts()).isEqualTo(expected);
      assertEventsModeTellsWhatIsUnfinished(server);
    }
  }

  private static void assertIsSnapshot(Server server, String query, View view, Story story)
      throws IOException {
    int before = view.ranges().size();
    try (WireClient client = WireClient.connect(server.port(), true, query)) {
      view.apply(client.nextText());
      view.apply(client.nextText());
      assertThat(view.welcomes().get(view.welcomes().size() - 1)).isFalse();
      assertThat(view.ranges().get(before).reset()).isTrue();
      assertThat(view.ended()).hasSize(story.texts().size());
      assertThat(view.totals()).isEqualTo(story.totals());
      assertThat(view.summed()).isEqualTo(story.totals());
      // And from there on it goes on.
      server.publish(Story.reward("after " + before + query));
      while (!view.rewards().contains("after " + before + query)) {
        view.apply(client.nextText());
      }
    }
  }

  private static void assertEventsModeTellsWhatIsUnfinished(Server server) throws IOException {
    try (Follower client = Follower.join(server, false)) {
      client.until("the text so far", () -> !client.view.texts().isEmpty());
      assertThat(client.view.texts()).isEqualTo(Map.of("open/model-a", "so far"));
    }
  }
}
