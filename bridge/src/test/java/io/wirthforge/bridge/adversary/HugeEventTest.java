package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.TokenStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as large as they may be, and larger. */
class HugeEventTest {

  // Of one, two, three and four bytes, so that pieces end within characters.
  private static final String CHARS = "xé漢😀";
  private static final String ONE_MIB = CHARS.repeat((1 << 20) / 10 + 1);
  private static final String TOO_MUCH = "x".repeat(5 << 20);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMebibyteOfTextArrivesWholeInPieces(boolean inFrames) throws IOException {
    try (Server server = Server.start(new JsonObject());
        Follower client = Follower.join(server, inFrames)) {
      server.publish(text("s", ONE_MIB, false));
      server.publish(text("s", "!", true));
      client.until("the end", () -> !client.view.ended().isEmpty());

      assertThat(client.view.texts()).containsEntry("s/m", ONE_MIB + "!");
      assertThat(client.client().mostFragments()).isGreaterThan(15);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEventThatIsTooLargeIsRefusedAndToldWhicheverWayItCame(boolean inFrames)
      throws IOException {
    try (Server server = Server.start(new JsonObject());
        Follower client = Follower.join(server, inFrames)) {
      server.publish(text("record", TOO_MUCH, false));
      server
          .vertx
          .eventBus()
          .publish(
              server.options().addresses().channel("experience"),
              new JsonObject()
                  .put("type", "token_stream")
                  .put("channel", "experience")
                  .put(
                      "payload",
                      new JsonObject()
                          .put("tokens", List.of(TOO_MUCH))
                          .put("isComplete", false)
                          .put("sessionId", "json")
                          .put("modelId", "m")));
      AtomicBoolean once = new AtomicBoolean(true);
      FrameContributor contributor =
          FrameContributor.join(
              server.vertx,
              server.options().addresses(),
              "huge",
              tick -> once.getAndSet(false) ? List.of(text("given", TOO_MUCH, false)) : none());
      client.until("three refusals", () -> client.view.refused() == 3);
      contributor.leave();
      server.publish(text("s", "after", true));
      client.until("the end", () -> !client.view.ended().isEmpty());

      assertThat(client.view.texts()).containsOnlyKeys("s/m").containsEntry("s/m", "after");
      assertThat(client.view.errors("INVALID_EVENT")).isBetween(1, 3);
    }
  }

  private static TokenStream text(String session, String text, boolean isComplete) {
    return Story.text(session, "m", List.of(text), isComplete);
  }

  private static List<Event> none() {
    return List.of();
  }
}
