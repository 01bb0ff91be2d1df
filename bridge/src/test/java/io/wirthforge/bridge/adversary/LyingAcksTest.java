package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that confirm what they never got, or nothing, or nonsense: it gains them nothing. */
class LyingAcksTest {

  private static final int ACK_WINDOW = 15;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private static final List<String> LIES =
      List.of(
          ack("999999999"),
          ack("-1"),
          ack("9223372036854775807"),
          ack("9223372036854775808"),
          ack("-9223372036854775808"),
          ack("1e400"),
          ack("1.5"),
          ack("\"7\""),
          ack("null"),
          ack("[1]"),
          ack("{}"),
          ack("true"),
          ack("NaN"),
          ack("1" + "0".repeat(5000)),
          ack("999999999,\"frameNumber\":999999998"),
          ack("3,\"more\":1"),
          "{\"type\":\"ack\"}",
          "{\"type\":\"ack\",\"frameNumber\":",
          "\"ack\"",
          "");

  @Test
  void liesGainNoCreditAndOneTrueWordSetsTheStreamGoing() throws IOException {
    try (Server server = Server.start(new JsonObject().put("ackWindow", ACK_WINDOW));
        Follower liar = Follower.join(server, true)) {
      liar.acks(false);
      View view = liar.view;
      Story story = Story.begin(server, 4);
      liar.until("the window to be full", () -> view.ranges().size() == ACK_WINDOW);
      for (String lie : LIES) {
        liar.client().say(lie);
        server.awaitTicks(2);
      }
      assertThat(view.ranges()).hasSize(ACK_WINDOW);
      long third = view.ranges().get(2).to();
      liar.client().ack(third);
      liar.until("one merge", () -> view.ranges().size() > ACK_WINDOW);
      liar.until("three more in all", () -> view.ranges().size() == ACK_WINDOW + 3);
      liar.client().ack(third);
      liar.client().ack(third - 1);
      server.awaitTicks(10);
      assertThat(view.ranges()).hasSize(ACK_WINDOW + 3);

      liar.acks(true);
      liar.client().ack(view.position());
      liar.until("a second more", () -> view.ranges().size() > ACK_WINDOW + 40);
      story.finish();
      liar.untilEndOf(story);
      Whole.assertHas(view, story);
      assertThat(view.errors("UNSUPPORTED_MESSAGE")).isPositive();
    }
  }

  @Test
  void complaintsComeAtMostOnceASecond() throws IOException {
    try (Server server = Server.start(new JsonObject());
        Follower liar = Follower.join(server, true)) {
      Story story = Story.begin(server, 4);
      long begun = System.nanoTime();
      for (int i = 0; i < 3 * LIES.size(); i++) {
        liar.client().say(LIES.get(i % LIES.size()));
        server.awaitTicks(2);
      }
      story.finish();
      liar.untilEndOf(story);
      long seconds = (System.nanoTime() - begun) / SECOND_NANOS;

      assertThat((long) liar.view.errors("UNSUPPORTED_MESSAGE")).isBetween(1L, seconds + 1);
      assertThat(server.count("wirthforge.messages.unsupported")).isEqualTo(3L * LIES.size());
      Whole.assertHas(liar.view, story);
    }
  }

  @Test
  void forgedPongsGainNoCreditInEventsMode() throws IOException {
    try (Server server = Server.start(new JsonObject().put("ackWindow", ACK_WINDOW));
        Follower liar = Follower.join(server, false)) {
      liar.client().answersPings(false);
      View view = liar.view;
      Story story = Story.begin(server, 4);
      liar.until("the window to be full", () -> view.energyFrames().size() == ACK_WINDOW);
      for (long lie : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, 999_999_999}) {
        liar.client().send(WireClient.PONG, ByteBuffer.allocate(8).putLong(lie).array());
      }
      liar.client().send(WireClient.PONG, new byte[0]);
      liar.client().send(WireClient.PONG, new byte[125]);
      liar.client().say("{\"type\":\"heartbeat_response\",\"sequence\":999}");
      liar.client().say("{\"type\":\"heartbeat_response\",\"sequence\":-1}");
      LIES.forEach(lie -> sayTo(liar, lie));
      server.awaitTicks(30);
      assertThat(view.energyFrames()).hasSize(ACK_WINDOW);

      liar.client().answersPings(true);
      story.finish();
      liar.untilEndOf(story);
      Whole.assertHas(view, story);
    }
  }

  private static void sayTo(Follower liar, String lie) {
    try {
      liar.client().say(lie);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String ack(String frameNumber) {
    return "{\"type\":\"ack\",\"frameNumber\":" + frameNumber + "}";
  }
}
