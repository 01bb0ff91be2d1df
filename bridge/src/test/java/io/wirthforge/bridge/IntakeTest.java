package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.EventType;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The way in over the event bus: records as they are, JSON if it is valid, nothing else. */
class IntakeTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles(new JsonObject().put("maxEventBytes", 4096));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  static Stream<Arguments> invalid() {
    JsonObject deep = new JsonObject();
    for (int i = 0; i < 30; i++) {
      deep = new JsonObject().put("deeper", deep);
    }
    return Stream.of(
        Arguments.of("energy", energy().put("totalEnergy", "much"), "/payload/totalEnergy", "type"),
        Arguments.of("energy", energy().put("modelId", "a b"), "/payload/modelId", "pattern"),
        Arguments.of("energy", energy().put("totalEnergy", -1), "/payload/totalEnergy", "minimum"),
        Arguments.of(
            "energy", energy().put("processingTime", 17), "/payload/processingTime", "max"),
        Arguments.of("energy", energy().put("deltaEnergy", Double.NaN), "/payload/delta", "finite"),
        Arguments.of(
            "energy",
            energy().put("deltaEnergy", Float.POSITIVE_INFINITY),
            "/payload/delta",
            "finite"),
        Arguments.of(
            "energy",
            energy().put("deltaEnergy", new BigDecimal("1e999999")),
            "/payload/deltaEnergy",
            "finite"),
        Arguments.of("energy", energy().put("tokensGenerated", 1.5), "/payload/tokens", "type"),
        Arguments.of("energy", energy().put("more", 1), "/payload", "additionalProperties"),
        Arguments.of("energy", energy().put("more", deep), "document", "maxDepth"),
        Arguments.of("energy", energy().putNull("modelId"), "/payload/modelId", "type"),
        Arguments.of("energy", new JsonObject(), "/payload", "required"),
        Arguments.of("energy", energy().put("modelId", "x".repeat(5000)), "document", "maxLength"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatBreaksTheContractIsAnsweredWithPlaceAndRule(
      String channel, JsonObject payload, String pointer, String rule) {
    JsonObject event = new JsonObject().put("type", "energy_update").put("payload", payload);
    ReplyException refusal = refusal(channel, event);

    assertThat(refusal.failureCode()).isEqualTo(EventIntake.REFUSED);
    assertThat(refusal.getMessage()).contains(pointer).contains(rule);
    assertThat(rig.count("wirthforge.events.rejected", "reason", "invalid")).isEqualTo(1);
  }

  @Test
  void anEventWeighsAsMuchAsJsonAsItDoesAsARecord() {
    List<String> tokens = java.util.Collections.nCopies(100, "x");
    JsonObject json =
        new JsonObject()
            .put("type", "token_stream")
            .put(
                "payload",
                new JsonObject()
                    .put("tokens", tokens)
                    .put("isComplete", false)
                    .put("sessionId", "s")
                    .put("modelId", "m1"));

    assertThat(refusal("experience", json).getMessage())
        .isEqualTo(
            refusal("experience", TestEvents.text("s", tokens.toArray(String[]::new))).getMessage())
        .contains("maxLength");
  }

  @Test
  void anUnknownTypeIsAnsweredWithThoseThereAre() {
    assertThat(refusal("energy", new JsonObject().put("type", "energy")).getMessage())
        .contains("/type: enum")
        .contains("energy_update");
    assertThat(refusal("energy", new JsonObject()).getMessage()).contains("/type: required");
    assertThat(refusal("energy", new JsonObject().put("type", 7)).getMessage())
        .contains("/type: type");
  }

  @Test
  void anEventOnAnotherChannelsAddressIsRefusedRecordOrJson() {
    JsonObject event = new JsonObject().put("type", "energy_update").put("payload", energy());

    assertThat(refusal("reward", event).getMessage())
        .contains("/channel: const")
        .contains("energy");
    assertThat(refusal("reward", TestEvents.energy("m1", "1", "1", 1)).getMessage())
        .contains("/channel: const");
  }

  @Test
  void whatIsNeitherRecordNorJsonIsRefused() {
    for (Object body : new Object[] {"text", 42, new JsonArray().add(1), true}) {
      assertThat(refusal("energy", body).getMessage()).contains("type an event record or a Json");
    }
    ReplyException nothing =
        (ReplyException)
            Eventually.failure(rig.vertx.eventBus().request("wirthforge.energy", null));
    assertThat(nothing.failureCode()).isEqualTo(EventIntake.REFUSED);
  }

  @Test
  void valuesThatJsonCannotSayAreRefusedThoughTheyCameByReference() {
    Number strange =
        new Number() {
          @Override
          public int intValue() {
            return 1;
          }

          @Override
          public long longValue() {
            return 1;
          }

          @Override
          public float floatValue() {
            return 1;
          }

          @Override
          public double doubleValue() {
            return 1;
          }

          @Override
          public String toString() {
            return "one";
          }
        };
    for (Object value : new Object[] {new Object(), Thread.State.NEW, new byte[1], strange}) {
      JsonObject event =
          new JsonObject()
              .put("type", "energy_update")
              .put("payload", energy().put("totalEnergy", value));
      assertThat(refusal("energy", event, LocalCodec.LOCAL_ONLY).failureCode())
          .as(value.getClass().getName())
          .isEqualTo(EventIntake.REFUSED);
    }
  }

  @Test
  void aRecordOfATypeThatIsNotRegisteredIsRefused() {
    EventType<CustomEvent> foreign =
        CustomEventType.named("price").onChannel("market").keepAll().build();
    CustomEvent event = CustomEvent.of(foreign, TestEvents.json("{'symbol':'x'}"));

    assertThat(refusal("market", event).getMessage()).contains("/type: enum");
  }

  @Test
  void aGoodEventIsAnsweredAndMayLeaveOutWhatOnlyTheFrameKnows() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      JsonObject event = new JsonObject().put("type", "energy_update").put("payload", energy());
      Eventually.done(rig.vertx.eventBus().request("wirthforge.energy", event));
      JsonNode got = client.nextOfType("energy_update");

      assertThat(got.get("channel").textValue()).isEqualTo("energy");
      assertThat(got.get("frameNumber").longValue()).isPositive();
      assertThat(got.get("timestamp").longValue()).isPositive();
      assertThat(got.at("/payload/totalEnergy").decimalValue()).isEqualByComparingTo("0.3");
    }
  }

  @Test
  void aRecordIsDeliveredByReference() {
    AtomicReference<Object> seen = new AtomicReference<>();
    rig.vertx.eventBus().consumer("wirthforge.reward", message -> seen.set(message.body()));
    var event = TestEvents.reward("the very same");
    try (WsProbe client = WsProbe.events(rig.port())) {
      rig.publish(event);

      assertThat(client.nextOfType("reward_event").toString()).contains("the very same");
      Eventually.until("the other consumer", () -> seen.get() != null);
      assertThat(seen.get()).isSameAs(event);
    }
  }

  @Test
  void clientsAreToldOfRefusedEventsOnceASecondAndGoodOnesOfTheTickAreUndisturbed() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      for (int i = 0; i < 200; i++) {
        rig.publish("energy", "{'type':'nonsense" + i + "'}");
        rig.publish(TestEvents.text("s", i + " "));
      }
      ClientState state = new ClientState();
      client.next(
          message -> {
            state.apply(message);
            return state.text("s").endsWith("199 ");
          });
      client.next(
          message -> {
            state.apply(message);
            return message.get("type").textValue().equals("heartbeat");
          });
      List<?> told = (List<?>) state.values().get("kept on \"system\"");

      assertThat(told).hasSizeBetween(1, 2);
      JsonNode error = (JsonNode) told.get(0);
      assertThat(error.at("/payload/code").textValue()).isEqualTo("INVALID_EVENT");
      assertThat(error.toString()).contains("/type: enum").doesNotContain("nonsense");
      assertThat(rig.count("wirthforge.events.rejected", "reason", "invalid")).isEqualTo(200);
      assertThat(state.text("s").split(" ")).hasSize(200);
    }
  }

  @Test
  void anEventThatTheLimitRefusesIsAnsweredAsRefused() {
    try (BridgeRig small = BridgeRig.verticles(new JsonObject().put("maxEventsPerTick", 1))) {
      var refused = new java.util.concurrent.atomic.AtomicInteger();
      var accepted = new java.util.concurrent.atomic.AtomicInteger();
      for (int i = 0; i < 50; i++) {
        small
            .vertx
            .eventBus()
            .request("wirthforge.reward", TestEvents.reward("many"))
            .onSuccess(done -> accepted.incrementAndGet())
            .onFailure(failure -> refused.incrementAndGet());
      }
      Eventually.until("all answers", () -> refused.get() + accepted.get() == 50);

      assertThat(refused).hasPositiveValue();
      assertThat(accepted).hasPositiveValue();
      assertThat(small.count("wirthforge.events.rejected", "reason", "overflow"))
          .isEqualTo(refused.get());
      assertThat(small.count("wirthforge.events.in", "channel", "reward"))
          .isEqualTo(accepted.get());
    }
  }

  private ReplyException refusal(String channel, Object body) {
    return refusal(channel, body, new DeliveryOptions());
  }

  private ReplyException refusal(String channel, Object body, DeliveryOptions options) {
    return (ReplyException)
        Eventually.failure(rig.vertx.eventBus().request("wirthforge." + channel, body, options));
  }

  private static JsonObject energy() {
    return new JsonObject()
        .put("totalEnergy", 0.3)
        .put("deltaEnergy", 0.1)
        .put("tokensGenerated", 1)
        .put("processingTime", 1.5)
        .put("modelId", "m1");
  }
}
