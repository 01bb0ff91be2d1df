package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomEventTypeTest {

  private static CustomEventType price() {
    return CustomEventType.named("price").onChannel("market");
  }

  @Test
  void aTypeIsAllThatTheEngineNeeds() {
    EventType<CustomEvent> type = price().slotKey("/payload/symbol").latest().rank(7).build();

    assertThat(type.name()).isEqualTo("price");
    assertThat(type.channel()).isEqualTo("market");
    assertThat(type.rank()).isEqualTo(7);
    assertThat(type.mergePolicy()).isInstanceOf(MergePolicy.Conflate.class);
    assertThat(type.retention()).isInstanceOf(Retention.Nothing.class);
  }

  @Test
  void withoutASlotEveryEventIsKept() {
    assertThat(price().build().mergePolicy()).isInstanceOf(MergePolicy.KeepAll.class);
    assertThat(price().keepAll().retained().build().retention())
        .isInstanceOf(Retention.LastPerSlot.class);
    assertThat(price().build().rank()).isEqualTo(EventType.Rank.CUSTOM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Price", "price-change", "_price", "price__change", "1price", "preis€"})
  void aNameMustBeSnakeCase(String name) {
    assertThatThrownBy(() -> CustomEventType.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("snake_case, such as price_change");
  }

  @Test
  void theNamesOfTheNineAreTaken() {
    for (String name : EventCatalog.wirthforge().names()) {
      assertThatThrownBy(() -> CustomEventType.named(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("choose another name");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Market", "market.data", "1market"})
  void aChannelMustBeALowerCaseWord(String channel) {
    assertThatThrownBy(() -> CustomEventType.named("price").onChannel(channel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as market");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "symbol", "/symbol", "/payload", "/payload/", "payload/symbol"})
  void aFieldMustBeAPointerIntoThePayload(String pointer) {
    assertThatThrownBy(() -> price().slotKey(pointer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as /payload/price");
  }

  @Test
  void aDeclarationThatLacksSomethingSaysWhatToAdd() {
    assertRefused(CustomEventType.named("price"), "add .onChannel(");
    assertRefused(price().sum("/payload/volume"), "/payload/volume but no slot: add .slotKey(");
    assertRefused(price().retainedUntil("/payload/done"), "no slot: add .slotKey(");
  }

  @Test
  void aDeclarationThatContradictsItselfSaysWhatToDrop() {
    assertRefused(price().keepAll().latest(), "drop .keepAll()");
    assertRefused(price().latest().sum("/payload/a").max("/payload/a"), "name each field once");
    assertRefused(
        price().latest().sum("/payload/a/b").append("/payload/a"), "name each field once");
    assertRefused(price().slotKey("/payload/a").sum("/payload/a"), "name each field once");
    assertRefused(
        price().latest().retained().retainedUntil("/payload/x"), "drop .retained() or .retained");
  }

  private static void assertRefused(CustomEventType declaration, String advice) {
    assertThatThrownBy(declaration::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the event type price ")
        .hasMessageContaining(advice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"$ref\": \"http://127.0.0.1:1/nowhere.json\"}",
        "{\"$ref\": \"#/definitions/nothing\"}",
        "{\"type\": \"string\", \"pattern\": \"(\"}",
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}"
      })
  void aSchemaMustBeUsable(String schema) {
    assertThatThrownBy(() -> price().schema(Samples.json(schema)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JSON Schema");
  }
}
