package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.adversary.CuttingProxy.Life;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A client whose connection is cut again and again, at any byte and at any moment, and which takes
 * up each time where it was: it ends up as one that was never cut.
 */
class FlappingClientTest {

  private static final int CUTS = Integer.getInteger("wirthforge.cuts", 1000);
  private static final long MAX_NANOS =
      Integer.getInteger("wirthforge.cutSeconds", 18) * 1_000_000_000L;

  private final Random random = new Random(8145);
  private final View view = new View();
  private int refused;

  @Test
  void aClientCutAgainAndAgainHasEveryCharacterEveryDeltaAndEveryReward() throws IOException {
    JsonObject settings = new JsonObject().put("ringSeconds", 60).put("contributionWindowMs", 16);
    try (Server server = Server.start(settings);
        CuttingProxy proxy = new CuttingProxy(server.port())) {
      connect(server.port(), server.port(), 1);
      Story story = Story.begin(server, 8);
      long begun = System.nanoTime();
      while (proxy.cuts() < CUTS && System.nanoTime() - begun < MAX_NANOS) {
        int cuts = proxy.cuts();
        proxy.nextLife(randomLife());
        connect(proxy.port(), server.port(), Integer.MAX_VALUE);
        Patience.until("the cut", () -> proxy.cuts() > cuts);
      }
      story.finish();
      try (Follower last = Follower.join(reconnected(server.port(), server.port()), view)) {
        last.untilEndOf(story);
      }

      int lost = length(story.texts()) - length(view.texts());
      System.out.printf(
          "%d cuts, %d of them before the upgrade was done; %d characters, %d lost%n",
          proxy.cuts(), refused, length(story.texts()), lost);
      assertThat(proxy.cuts()).isGreaterThan(Math.min(CUTS, 100) - 1);
      assertThat(View.hash(view.texts())).isEqualTo(View.hash(story.texts()));
      assertThat(view.totals()).isEqualTo(story.totals());
      assertThat(view.summed()).isEqualTo(story.totals());
      assertThat(view.rewards()).isEqualTo(story.rewards());
      // The first connection began with the state; each after it went on where it was left.
      assertThat(view.ranges().stream().filter(View.Range::reset)).hasSize(1);
      assertThat(view.welcomes().subList(1, view.welcomes().size())).containsOnly(true);
      Patience.until("the server to forget them all", () -> server.clients() == 0);
    }
  }

  /** Connects and applies frames until it is cut, or has so many. */
  private void connect(int port, int serverPort, int frames) {
    try (WireClient client = reconnected(port, serverPort)) {
      for (int n = 0; n < frames; ) {
        String text = client.nextText();
        if (text == null) {
          throw new AssertionError("the server ended it with " + client.closeCode());
        }
        long frame = view.apply(text);
        if (frame >= 0 && ++n % Follower.FRAMES_PER_ACK == 0) {
          client.ack(frame);
        }
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("neither cut nor served", e);
    } catch (IOException e) {
      // Cut.
    }
  }

  private WireClient reconnected(int port, int serverPort) throws IOException {
    boolean knowsNothing = view.position() < 0;
    String query = knowsNothing ? "" : "?resume=" + view.epoch() + ":" + view.position();
    try {
      return WireClient.connect(port, serverPort, true, query, 0);
    } catch (IOException e) {
      refused++;
      throw e;
    }
  }

  /** By bytes, from the first of the upgrade's answer on, or by time; with a reset or without. */
  private Life randomLife() {
    boolean hard = random.nextBoolean();
    if (random.nextInt(3) > 0) {
      return new Life(1 + random.nextInt(4000), Long.MAX_VALUE, hard);
    }
    return new Life(Long.MAX_VALUE, random.nextInt(25_000_000), hard);
  }

  private static int length(java.util.Map<String, String> texts) {
    return texts.values().stream().mapToInt(String::length).sum();
  }
}
