package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A backend of whose events each tenth is bad, in every way there is. */
class BadEventsTest {

  private static final int EVENTS = Integer.getInteger("wirthforge.mixedEvents", 30_000);
  private static final int BAD_EACH = 10;
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final int AHEAD = 200;
  private static final int TEXT_TOKENS = 5000;

  private final Map<String, StringBuilder> texts = new TreeMap<>();

  @Test
  void theBadAreAllCountedAndTheGoodAllDelivered() throws IOException {
    try (Server server = Server.start(new JsonObject().put("maxPendingBytes", 256 << 20));
        Follower client = Follower.join(server, true)) {
      long skipped = server.count("wirthforge.frames.skipped");
      long begun = System.nanoTime();
      for (int i = 0; i < EVENTS; i++) {
        if (i % BAD_EACH == 0) {
          publish(server, i / BAD_EACH % 2 == 0 ? "energy" : "experience", bad(i / BAD_EACH));
        } else {
          publish(server, "experience", text(i));
        }
        if (i % AHEAD == 0) {
          awaitDue(begun + i * 1_000_000_000L / EVENTS_PER_SECOND);
        }
      }
      server.publish(Story.text("end", "m", java.util.List.of("."), true));
      texts.put("end/m", new StringBuilder("."));
      client.until("the end", () -> client.view.ended().contains("end/m"));

      assertThat(server.count("wirthforge.events.rejected", "reason", "invalid"))
          .isEqualTo(EVENTS / BAD_EACH);
      assertThat(server.count("wirthforge.events.rejected")).isEqualTo(EVENTS / BAD_EACH);
      Map<String, String> expected = new TreeMap<>();
      texts.forEach((key, text) -> expected.put(key, text.toString()));
      assertThat(View.hash(client.view.texts())).isEqualTo(View.hash(expected));
      assertThat(client.view.errors("INVALID_EVENT")).isPositive();
      System.out.printf(
          "%d events, %d of them bad; %d ticks skipped%n",
          EVENTS, EVENTS / BAD_EACH, server.count("wirthforge.frames.skipped") - skipped);
    }
  }

  private JsonObject text(int i) {
    String session = "s" + i / TEXT_TOKENS;
    String token = i + " ";
    texts.computeIfAbsent(Story.key(session, "m"), key -> new StringBuilder()).append(token);
    boolean last = i % TEXT_TOKENS == TEXT_TOKENS - 1;
    return new JsonObject()
        .put("type", "token_stream")
        .put(
            "payload",
            new JsonObject()
                .put("tokens", new JsonArray().add(token))
                .put("isComplete", last)
                .put("sessionId", session)
                .put("modelId", "m"));
  }

  /** One of the ways to be bad; none is good on either of two channels. */
  private static @Nullable Object bad(int i) {
    JsonObject payload =
        new JsonObject()
            .put("totalEnergy", 1)
            .put("deltaEnergy", 1)
            .put("tokensGenerated", 1)
            .put("processingTime", 1)
            .put("modelId", "m");
    JsonObject energy = new JsonObject().put("type", "energy_update").put("payload", payload);
    return switch (i % 15) {
      case 0 -> null;
      case 1 -> "a string";
      case 2 -> 8145;
      case 3 -> new JsonArray();
      case 4 -> new JsonObject();
      case 5 -> new JsonObject().put("type", "no_such_type").put("payload", payload);
      case 6 -> new JsonObject().put("type", "reward_event").put("payload", payload);
      case 7 -> energy.put("payload", "no object");
      case 8 -> energy.put("extra", 1);
      case 9 -> with(energy, payload.put("totalEnergy", Double.NaN));
      case 10 -> with(energy, payload.put("deltaEnergy", Double.POSITIVE_INFINITY));
      case 11 -> with(energy, payload.put("tokensGenerated", 1.5));
      case 12 -> with(energy, payload.put("modelId", "no such slug!"));
      case 13 -> with(energy, payload.put("processingTime", -1));
      default -> with(energy, payload.putNull("totalEnergy"));
    };
  }

  private static JsonObject with(JsonObject event, JsonObject payload) {
    return event.put("payload", payload);
  }

  private static void publish(Server server, String channel, @Nullable Object event) {
    server.vertx.eventBus().publish(server.options().addresses().channel(channel), event);
  }

  private static void awaitDue(long dueNanos) {
    while (System.nanoTime() - dueNanos < 0) {
      LockSupport.parkNanos(dueNanos - System.nanoTime());
    }
  }
}
