package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InvalidEventException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireEventTest {

  private static final EventCodec CODEC = new EventCodec(TestEvents.CATALOG);

  private static final List<Event> EVENTS =
      List.of(
          TestEvents.startup("m1"),
          TestEvents.energy("m1", "0.10", "1e-3", 1),
          TestEvents.field("m1", io.wirthforge.schemas.EnergyField.FieldType.STREAM, 0.1),
          TestEvents.text("s", "é漢😀\u2028\"\\\n", "x".repeat(2 << 20)),
          TestEvents.interference(0.3, "a", "b"),
          TestEvents.resonance(2.5, "a", "b"),
          TestEvents.reward("r"),
          TestEvents.heartbeat(3),
          TestEvents.error("E"),
          TestEvents.custom(
              TestEvents.PRICE,
              "{'symbol':'WF','volume':0.1000000000000000055,'other':[null,{}]}"));

  @Test
  void everyEventCrossesTheWireByteForByte() {
    for (Event event : EVENTS) {
      Buffer wire = Buffer.buffer("before");
      WireEvent.of(event, CODEC).writeTo(wire);
      wire.appendString("after");
      WireEvent read = WireEvent.readFrom(wire, "before".length());

      assertThat(CODEC.encode(read.decode(CODEC))).isEqualTo(CODEC.encode(event));
      assertThat(wire.length()).isEqualTo("before".length() + read.wireBytes() + "after".length());
    }
  }

  @Test
  void aBatchKeepsEachOfThemAndTheirOrder() {
    WireBatch batch = new WireBatch(EVENTS.stream().map(e -> WireEvent.of(e, CODEC)).toList());
    Buffer wire = Buffer.buffer("x");
    new WireBatch.Codec().encodeToWire(wire, batch);

    assertThat(new WireBatch.Codec().decodeFromWire(1, wire).events())
        .zipSatisfy(batch.events(), (read, sent) -> assertThat(read.json()).isEqualTo(sent.json()));
  }

  @Test
  void aTypeThatTheOtherNodeDoesNotKnowIsRefusedByName() {
    WireEvent price = WireEvent.of(TestEvents.custom(TestEvents.ALARM, "{'n':1}"), CODEC);

    assertThatThrownBy(() -> price.decode(new EventCodec(EventCatalog.wirthforge())))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("/type");
  }

  @Test
  void anotherWireFormIsRefusedWithBothVersions() {
    assertThatThrownBy(() -> new WireEvent(2, new byte[0]).decode(CODEC))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("wire form 1, not 2");
  }

  @Test
  void noTextIsInItsName() {
    assertThat(WireEvent.of(TestEvents.text("s", "secret"), CODEC))
        .asString()
        .doesNotContain("sec");
  }
}
