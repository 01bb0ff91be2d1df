package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.adversary.Server.Sealed;
import io.wirthforge.schemas.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A backend that publishes a hundred thousand events a second, and more in a tick than it may. */
class BurstBackendTest {

  private static final int EVENTS = 100_000 * Integer.getInteger("wirthforge.burstSeconds", 3);
  private static final long EVENTS_PER_SECOND = 100_000;
  private static final int EVENTS_PER_TICK = 800;
  // What is lossless is more than a client that reads slowly on a busy machine may owe by default.
  private static final JsonObject SETTINGS =
      new JsonObject().put("maxEventsPerTick", EVENTS_PER_TICK).put("maxPendingBytes", 256 << 20);
  private static final String[] TOKENS = {"burst ", "é", "漢", "😀", "\n", "\"", "x"};
  private static final BigDecimal EU = new BigDecimal("0.01");

  private final Map<String, StringBuilder> texts = new TreeMap<>();
  private BigDecimal total = BigDecimal.ZERO;
  private int rewards;

  @Test
  void everyEventIsDeliveredOrMergedOrRefusedAndTold() throws IOException {
    try (Server server = Server.start(SETTINGS);
        Follower client = Follower.join(server, true)) {
      View view = client.view;
      publishAll(server);
      server.publish(Story.text("end", "m", List.of("."), true));
      client.until("the end", () -> !view.ended().isEmpty());
      client.until("the last refusal", () -> view.refused() == overflowed(server));

      long told = view.errors("INTAKE_OVERFLOW");
      assertThat(told).isPositive();
      assertThat(view.events() - told + view.coalesced() + view.refused()).isEqualTo(EVENTS + 1);
      assertThat(view.rewards().size() + view.refused()).isEqualTo(rewards);
      Map<String, String> expected = new TreeMap<>(Map.of("end/m", "."));
      texts.forEach((key, text) -> expected.put(key, text.toString()));
      assertThat(View.hash(view.texts())).isEqualTo(View.hash(expected));
      assertThat(view.summed()).isEqualTo(Map.of("m", total.stripTrailingZeros()));
      assertThat(view.totals()).isEqualTo(view.summed());
      Patience.until("each tick to be sealed, or counted as skipped", () -> isEachCounted(server));
    }
  }

  @Test
  void energyThatComesBehindABurstIsNotRefused() throws IOException {
    try (Server server = Server.start(SETTINGS);
        Follower client = Follower.join(server, true)) {
      // A burst and an energy update in each tick, the update behind the burst.
      Event reward = Story.reward("one of many");
      int[] ticks = {0};
      FrameContributor burst =
          FrameContributor.join(
              server.vertx,
              server.options().addresses(),
              "burst",
              tick -> {
                if (ticks[0] == 60) {
                  return List.of();
                }
                List<Event> events =
                    new ArrayList<>(Collections.nCopies(EVENTS_PER_TICK + 10, reward));
                events.add(Story.energy("m", EU.multiply(BigDecimal.valueOf(++ticks[0])), EU, 1));
                events.add(Story.text("s", "m", List.of("t"), ticks[0] == 60));
                return events;
              });
      client.until(
          "the end",
          () -> !client.view.ended().isEmpty() && client.view.refused() == overflowed(server));
      burst.leave();

      assertThat(client.view.texts()).containsEntry("s/m", "t".repeat(60));
      assertThat(client.view.totals()).isEqualTo(Map.of("m", new BigDecimal("0.6")));
      assertThat(client.view.summed()).isEqualTo(client.view.totals());
      // A late answer shares a frame with the next, so that more is refused than ten a tick.
      assertThat(client.view.refused()).isGreaterThanOrEqualTo(60 * 10);
      assertThat(client.view.rewards().size() + client.view.refused())
          .isEqualTo(60 * (EVENTS_PER_TICK + 10));
    }
  }

  private void publishAll(Server server) {
    long begun = System.nanoTime();
    for (int i = 0; i < EVENTS; i++) {
      server.publish(event(i));
      long due = begun + i * 1_000_000_000L / EVENTS_PER_SECOND;
      if (i % 100 == 0 && due > System.nanoTime()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  private Event event(int i) {
    switch (i % 4) {
      case 0, 1 -> {
        String session = "s" + i % 5;
        String token = TOKENS[i % TOKENS.length] + (i % 100 == 0 ? i : "");
        texts.computeIfAbsent(Story.key(session, "m"), k -> new StringBuilder()).append(token);
        return Story.text(session, "m", List.of(token), false);
      }
      case 2 -> {
        total = total.add(EU);
        return Story.energy("m", total, EU, 1);
      }
      default -> {
        if (i % 8 == 3) {
          return Story.field("m", i % 100 / 100.0);
        }
        rewards++;
        return Story.reward("reward " + i);
      }
    }
  }

  private static long overflowed(Server server) {
    return server.count("wirthforge.events.rejected", "reason", "overflow");
  }

  private static boolean isEachCounted(Server server) {
    List<Sealed> sealed = server.sealed();
    long last = sealed.get(sealed.size() - 1).frame().frameNumber();
    return last + 1 == sealed.size() + server.count("wirthforge.frames.skipped");
  }
}
