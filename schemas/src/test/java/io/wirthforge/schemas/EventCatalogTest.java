package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCatalogTest {

  private static final EventType<CustomEvent> PRICE =
      CustomEventType.named("price").onChannel("market").build();

  @Test
  void theNineTravelOnFiveChannels() {
    EventCatalog catalog = EventCatalog.wirthforge();

    assertThat(catalog.types()).hasSize(9).contains(EnergyUpdate.TYPE, TokenStream.TYPE);
    assertThat(catalog.channels())
        .containsExactlyInAnyOrder("system", "energy", "experience", "council", "reward");
    assertThat(catalog.find("heartbeat")).isSameAs(Heartbeat.TYPE);
    assertThat(catalog.find("nothing")).isNull();
  }

  @Test
  void anApplicationMayDoWithoutTheNine() {
    EventCatalog catalog = EventCatalog.systemOnly().with(PRICE);

    assertThat(catalog.names())
        .containsExactly("startup_complete", "heartbeat", "error_event", "price");
    assertThat(catalog.channels()).containsExactly("system", "market");
    assertThat(EventCatalog.systemOnly().find("price")).isNull();
    assertThat(EventCatalog.systemOnly().with(EnergyUpdate.TYPE).channels()).contains("energy");
  }

  @Test
  void twoTypesMayNotShareAName() {
    assertThatThrownBy(() -> EventCatalog.wirthforge().with(PRICE, PRICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("named price");
  }

  @Test
  void aFrameTellsTextBesideTheEnergyItCost() {
    assertThat(
            EventCatalog.wirthforge().with(PRICE).types().stream()
                .sorted(Comparator.comparingInt(EventType::rank))
                .map(EventType::name))
        .containsExactly(
            "startup_complete",
            "error_event",
            "energy_update",
            "energy_field",
            "token_stream",
            "interference_event",
            "resonance_event",
            "reward_event",
            "price",
            "heartbeat");
  }

  @Test
  void heartbeatsAndErrorsNeedNoEventClass() {
    assertThat(EventCatalog.heartbeat(7, 1000, 59.9, "c1"))
        .isEqualTo(new Heartbeat(1000, new Heartbeat.Payload(7, 1000, 59.9, "c1")));

    Event error = EventCatalog.error(Severity.WARNING, "A_B", "text", "websocket", null, true);
    assertThat(error.timestamp()).isZero();
    assertThat(
            new EventCodec(EventCatalog.systemOnly())
                .decode(new EventCodec(EventCatalog.systemOnly()).encode(error)))
        .isEqualTo(error);
  }

  @Test
  void detailsOfAnErrorAreAnyJson() {
    var details = new HashMap<String, Object>();
    details.put("int", 1);
    details.put("double", 2.50);
    details.put("whole", 3.0f);
    details.put("null", null);
    details.put("list", Arrays.asList(1L, "x\uD83D", null));
    details.put("severity", Severity.INFO);
    details.put("tree", Samples.json("{\"a\":[1.5]}"));
    var event = (ErrorEvent) EventCatalog.error(5, Severity.INFO, "A", "m", "ui", details, true);
    details.put("int", 2);

    Map<String, Object> kept = event.payload().details();
    assertThat(kept)
        .containsEntry("int", 1L)
        .containsEntry("double", new BigDecimal("2.5"))
        .containsEntry("whole", 3L)
        .containsEntry("null", null)
        .containsEntry("list", Arrays.asList(1L, "x\uFFFD", null))
        .containsEntry("severity", "info")
        .containsEntry("tree", Map.of("a", List.of(new BigDecimal("1.5"))));
    var codec = new EventCodec(EventCatalog.systemOnly());
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Test
  void detailsThatJsonCannotHoldAreRefusedByPlace() {
    assertRefused(Map.of("a", Map.of("b", Double.NaN)), "/payload/details/a/b: finite");
    assertRefused(Map.of("a", List.of(1, new Object())), "/payload/details/a/1: type a JSON value");
    assertRefused(Map.of("a", Map.of(1, 2)), "/payload/details/a: type string keys");
    var endless = new HashMap<String, Object>();
    endless.put("again", endless);
    assertRefused(endless, "/payload/details/again/again");
  }

  private static void assertRefused(Map<String, Object> details, String reason) {
    assertThatThrownBy(() -> EventCatalog.error(Severity.INFO, "A", "m", "ui", details, true))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(reason);
  }
}
