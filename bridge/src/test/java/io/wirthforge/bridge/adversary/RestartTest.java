package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is started anew in the middle of a stream. */
class RestartTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewRunBeginsWithTheStateAndMixesWithNoOther(boolean withBridge) throws IOException {
    try (Server server = Server.start(new JsonObject())) {
      View view = new View();
      Follower first = Follower.join(WireClient.connect(server.port(), true, ""), view);
      Story story = Story.begin(server, 4);
      first.until("some frames", () -> view.ranges().size() > 40);
      if (withBridge) {
        server.stopBridge();
      }
      server.stopFrames();
      server.startFrames();
      Patience.until("the end of the connection", first::isOver);
      if (withBridge) {
        server.startBridge();
      }
      assertThat(first.client().closeCode()).isEqualTo(1001);
      String oldEpoch = view.epoch();
      long oldPosition = view.position();
      Map<String, String> oldTexts = view.texts();
      assertThat(oldTexts).isEqualTo(server.texts(oldEpoch, oldPosition));

      try (Follower second = Follower.join(reconnect(server, view), view)) {
        second.until("some frames", () -> !oldEpoch.equals(view.epoch()));
        server.awaitTicks(30);
        story.finish();
        second.untilEndOf(story);
      }
      assertThat(view.texts()).isEqualTo(server.texts(view.epoch(), Long.MAX_VALUE));
      assertThat(view.welcomes()).containsExactly(false, false);
      assertThat(view.ranges().stream().filter(View.Range::reset)).hasSize(2);
      assertThat(view.totals()).isEqualTo(story.totals());
      assertThat(view.summed()).isEqualTo(story.totals());
      assertThat(view.rewards()).doesNotHaveDuplicates();
    }
  }

  /** A second after the old run's frame numbers were reached again, so that they could mislead. */
  private static WireClient reconnect(Server server, View view) {
    Patience.until("the old number", () -> server.newestFrame() > view.position());
    String query = "?resume=" + view.epoch() + ":" + view.position();
    AtomicReference<WireClient> connected = new AtomicReference<>();
    Patience.until(
        "a connection",
        () -> {
          try {
            connected.set(WireClient.connect(server.port(), true, query));
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return connected.get();
  }
}
