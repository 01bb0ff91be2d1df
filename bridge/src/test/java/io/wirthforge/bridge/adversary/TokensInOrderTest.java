package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Eight models that write two hundred tokens a second each, and four ways to listen. */
class TokensInOrderTest {

  private static final int SECONDS = Integer.getInteger("wirthforge.tokenSeconds", 1);
  private static final int STREAMS = 8;
  private static final int TOKENS = 200 * SECONDS;
  private static final long NANOS_PER_TOKEN = 5_000_000;

  @Test
  void everyTokenComesInOrderToEveryListener() throws IOException {
    JsonObject settings = new JsonObject().put("ringSeconds", 2);
    try (Server server = Server.start(settings);
        Follower frames = Follower.join(server, true);
        Follower events = Follower.join(server, false);
        Follower rare = listener(server, "?rate=10");
        Follower slow = listener(server, "")) {
      slow.client().mouthful(100);
      write(server);
      Map<String, String> expected = expected();
      for (Follower each : List.of(frames, events, rare, slow)) {
        each.until("all ends", () -> each.view.ended().size() == STREAMS);
        assertThat(each.view.texts()).isEqualTo(expected);
      }
      System.out.printf("%d of %d tokens in order%n", STREAMS * TOKENS, STREAMS * TOKENS);
    }
  }

  private static Follower listener(Server server, String query) throws IOException {
    return Follower.join(WireClient.connect(server.port(), true, query), new View());
  }

  private static void write(Server server) {
    long begun = System.nanoTime();
    for (int token = 0; token < TOKENS; token++) {
      long due = begun + token * NANOS_PER_TOKEN;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      for (int stream = 0; stream < STREAMS; stream++) {
        boolean last = token == TOKENS - 1;
        server.publish(Story.text("s" + stream, "m" + stream, List.of(token + " "), last));
      }
    }
  }

  private static Map<String, String> expected() {
    StringBuilder text = new StringBuilder();
    for (int token = 0; token < TOKENS; token++) {
      text.append(token).append(' ');
    }
    Map<String, String> texts = new TreeMap<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      texts.put(Story.key("s" + stream, "m" + stream), text.toString());
    }
    return texts;
  }
}
