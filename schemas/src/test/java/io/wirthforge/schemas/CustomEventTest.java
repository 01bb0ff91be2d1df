package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CustomEventTest {

  private static final EventType<CustomEvent> PRICE =
      CustomEventType.named("price")
          .onChannel("market")
          .schema(
              Samples.json(
                  """
                  {"type": "object",
                   "properties": {"symbol": {"$ref": "#/definitions/symbol"},
                                  "volume": {"minimum": 0}},
                   "definitions": {"symbol": {"type": "string", "maxLength": 8}}}"""))
          .slotKey("/payload/symbol")
          .sum("/payload/volume")
          .build();

  private static final EventType<CustomEvent> TICK =
      CustomEventType.named("tick").onChannel("market").withFrameNumber().build();

  private final EventCatalog catalog = EventCatalog.systemOnly().with(PRICE, TICK);
  private final EventCodec codec = new EventCodec(catalog);

  private static JsonNode payload(String json) {
    return Samples.json(json);
  }

  @Test
  void anEventKeepsAndGivesCopies() {
    ObjectNode given = (ObjectNode) payload("{\"symbol\":\"A\",\"list\":[1]}");
    CustomEvent event = CustomEvent.of(PRICE, given);
    given.put("symbol", "B");
    ((ObjectNode) event.payload()).put("symbol", "C");

    assertThat(event.payload()).isEqualTo(payload("{\"symbol\":\"A\",\"list\":[1]}"));
  }

  @Test
  void theWireHasTheEnvelopeOfTheNine() {
    var event = new CustomEvent(PRICE, 5, null, payload("{\"symbol\":\"A\",\"volume\":1.0}"));

    assertThat(new String(codec.encode(event), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"price\",\"channel\":\"market\",\"timestamp\":5,"
                + "\"payload\":{\"symbol\":\"A\",\"volume\":1}}");
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event).hasSameHashCodeAs(event);
  }

  @Test
  void frameNumbersAreThereExactlyWhereDeclared() {
    CustomEvent tick = TICK.stamped(CustomEvent.of(TICK, payload("{}")), 7, 9);

    assertThat(tick.frameNumber()).isEqualTo(9);
    assertThat(codec.toTree(tick).get("frameNumber").intValue()).isEqualTo(9);
    assertThat(codec.decode(codec.encode(tick))).isEqualTo(tick);
    assertThat(
            PRICE.stamped(CustomEvent.of(PRICE, payload("{\"symbol\":\"A\"}")), 7, 9).frameNumber())
        .isNull();
    assertRefused("/frameNumber: required", () -> new CustomEvent(TICK, 1, null, payload("{}")));
    assertRefused(
        "/frameNumber: additionalProperties", () -> new CustomEvent(PRICE, 1, 1L, payload("{}")));
  }

  @Test
  void constructorAndValidatorRefuseTheSame() {
    assertRefusedBoth("{}", "/payload/symbol: required");
    assertRefusedBoth("{\"symbol\":null}", "/payload/symbol: type string, found null");
    assertRefusedBoth("{\"symbol\":\"ABCDEFGHI\"}", "/payload/symbol: maxLength 8, found string");
    assertRefusedBoth("{\"symbol\":\"A\",\"volume\":-1}", "/payload/volume: minimum 0");
    assertRefusedBoth("{\"symbol\":\"A\",\"volume\":\"1\"}", "/payload/volume: type number");
    assertRefusedBoth("{\"symbol\":\"A\",\"other\":1e400}", "/payload/other: finite");
    assertRefusedBoth("[]", "/payload: type object, found array");
  }

  private void assertRefusedBoth(String payload, String reason) {
    assertRefused(reason, () -> CustomEvent.of(PRICE, payload(payload)));
    ObjectNode event = (ObjectNode) Samples.json("{\"type\":\"price\",\"channel\":\"market\"}");
    event.put("timestamp", 1).set("payload", payload(payload));
    assertRefused(reason, () -> codec.decode(event));
  }

  private static void assertRefused(String reason, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void theEnvelopeIsClosed() {
    String event = "{\"type\":\"price\",\"channel\":\"%s\",\"timestamp\":1,%s\"payload\":%s}";
    String good = "{\"symbol\":\"A\"}";

    assertThat(codec.decode(event.formatted("market", "", good))).isInstanceOf(CustomEvent.class);
    assertRefused("/channel: const", () -> codec.decode(event.formatted("system", "", good)));
    assertRefused(
        "/x: additional", () -> codec.decode(event.formatted("market", "\"x\":1,", good)));
  }

  @Test
  void payloadsThatAreNoJsonAreRefused() {
    ObjectNode binary = (ObjectNode) payload("{\"symbol\":\"A\"}");
    binary.put("bytes", new byte[3]);
    assertRefused("/payload/bytes: type a JSON value", () -> CustomEvent.of(PRICE, binary));

    ObjectNode notANumber = (ObjectNode) payload("{\"symbol\":\"A\"}");
    notANumber.put("volume", Double.NaN);
    assertRefused("/payload/volume: finite", () -> CustomEvent.of(PRICE, notANumber));

    ObjectNode deep = (ObjectNode) payload("{\"symbol\":\"A\"}");
    ObjectNode at = deep;
    for (int i = 0; i < 100; i++) {
      at = at.putObject("a");
    }
    assertRefused("/payload/a/a", () -> CustomEvent.of(PRICE, deep));
  }

  @Test
  void textsAreCleaned() {
    ObjectNode payload = (ObjectNode) payload("{\"symbol\":\"A\"}");
    payload.put("na\uD83Dme", "te\uDD25xt");

    CustomEvent event = CustomEvent.of(PRICE, payload);
    assertThat(event.payload().get("na\uFFFDme").textValue()).isEqualTo("te\uFFFDxt");
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Test
  void anEventTellsNothingOfItsPayloadInLogs() {
    assertThat(CustomEvent.of(PRICE, payload("{\"symbol\":\"SECRET\"}")))
        .hasToString("price on market");
  }

  @Test
  void aTypeMustComeFromTheBuilder() {
    var byHand =
        new EventType<>(
            "x",
            "y",
            CustomEvent.class,
            0,
            new MergePolicy.KeepAll<CustomEvent>(),
            new Retention.Nothing<CustomEvent>(),
            (event, timestamp, frame) -> event,
            event -> 0);

    assertThatThrownBy(() -> CustomEvent.of(byHand, payload("{}")))
        .hasMessageContaining("must be built by CustomEventType");
    assertThatThrownBy(() -> EventCatalog.systemOnly().with(byHand))
        .hasMessageContaining("must be built by CustomEventType");
  }
}
