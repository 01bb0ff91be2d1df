package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.EventCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of forwarded addresses, and what is said of those that make no sense. */
class ForwardOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'address':'prices.*','key':'/symbol','policy':'latest'}",
        "{'address':'prices.*','key':'/symbol','policy':'latest','type':'p','channel':'market'}",
        "{'address':'alerts','policy':'all'}",
        "{'address':'hits','policy':'sum'}",
        "{'address':'rooms.*','withAddress':true,'policy':{'/messages':'sum','/last':'max'}}",
        "{'address':'texts.*','key':'/a~1b/c','policy':{'/text':'appendText','/done':'or'}}",
        "{'address':'x'}"
      })
  void jsonThereAndBackIsTheSame(String json) {
    ForwardOptions options = entry(json);

    assertThat(new ForwardOptions(options.toJson())).isEqualTo(options);
    assertThat(new FrameBridgeOptions(bridge(json).toJson())).isEqualTo(bridge(json));
    assertThat(bridge(json).forward()).containsExactly(options);
  }

  @Test
  void codeSaysTheSameAsJson() {
    assertThat(new ForwardOptions("prices.*").keyedBy("/symbol"))
        .isEqualTo(entry("{'address':'prices.*','key':'/symbol','policy':'latest'}"));
    assertThat(
            new ForwardOptions("a")
                .as("b", "c")
                .addressed()
                .merging(
                    ForwardPolicy.field("/n", ForwardPolicy.Field.SUM)
                        .and("/m", ForwardPolicy.Field.MAX)))
        .isEqualTo(
            entry(
                "{'address':'a','type':'b','channel':'c','withAddress':true,"
                    + "'policy':{'/n':'sum','/m':'max'}}"));
    assertThat(new ForwardOptions("a").merging(ForwardPolicy.keepAll()))
        .isEqualTo(entry("{'address':'a','policy':'all'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "prices.*,prices",
    "prices.eu.*,prices_eu",
    "stockTicker,stock_ticker",
    "/news/today,news_today",
    "A-b.C*,a_b_c"
  })
  void typeAndChannelAreNamedAfterTheAddress(String address, String name) {
    ForwardOptions options = new ForwardOptions(address);

    assertThat(options.type()).isEqualTo(name);
    assertThat(options.channel()).isEqualTo(name);
  }

  @Test
  void equalSettingsAreOneType() {
    String json = "{'address':'prices.*','key':'/symbol'}";

    assertThat(entry(json).eventType()).isSameAs(entry(json).eventType());
    EventCatalog catalog = Forwards.added(EventCatalog.systemOnly(), bridge(json).forward());
    assertThat(Forwards.added(catalog, bridge(json).forward()).types())
        .containsExactlyElementsOf(catalog.types());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'address':'__vertx.*','policy':'all'}   | '__vertx.*' holds Vert.x's own __vertx.*",
        "{'address':'__vertx.reply.1'}            | holds Vert.x's own",
        "{'address':'__*','policy':'all'}         | holds Vert.x's own",
        "{'address':'*','type':'a','channel':'a','policy':'all'} | holds Vert.x's own",
        "{'address':'wirthforge.*','policy':'all'} | holds this bridge's own wirthforge.*",
        "{'address':'wirthforge.energy'}          | holds this bridge's own",
        "{'address':'wirth*','policy':'all'}      | holds this bridge's own",
        "{'address':'prices.*'}                   | messages of all addresses would be one slot",
        "{'address':'prices.*.eu'}                | address must be an address, or one with *",
        "{'address':''}                           | address must be an address",
        "{'address':7}                            | address must be a text, was 7",
        "{'policy':'all'}                         | address is missing",
        "{'address':'a','policy':'newest'}        | policy must be latest, all, or of sum, max",
        "{'address':'a','policy':7}               | was '7'",
        "{'address':'a','policy':{'/n':'add'}}    | policy must be latest, all, or of sum",
        "{'address':'a','policy':{'n':'sum'}}     | policy must be a JSON pointer",
        "{'address':'a','key':'symbol'}           | key must be a JSON pointer into the body such",
        "{'address':'a','key':''}                 | key must be a JSON pointer",
        "{'address':'a','key':'/a//b'}            | was '/a//b'",
        "{'address':'a','key':'/a~2'}             | key must be a JSON pointer",
        "{'address':'a','key':'/n','policy':{'/n':'sum'}} | says two things of /payload/n",
        "{'address':'a','key':'/n','policy':'all'} | merges nothing: drop the \"key\"",
        "{'address':'a','withAddress':'yes'}      | withAddress must be true or false, was yes",
        "{'address':'a','kye':'/n'}               | there is no setting \"kye\"; the nearest is \"key\"",
        "{'address':'a','channel':'system'}       | channel must not be system",
        "{'address':'a','channel':'No'}           | a channel is a lower-case word",
        "{'address':'a','type':'No'}              | an event type is named in snake_case",
        "{'address':'a','type':'heartbeat'}       | heartbeat is an event of WIRTHFORGE"
      })
  void whatMakesNoSenseIsRefusedAtTheStart(String json, String complaint) {
    String quoted = json.replace("'", "\"");
    String settings = "{\"forward\":[{\"address\":\"good\"}," + quoted + "]}";

    assertThatThrownBy(() -> new FrameBridgeOptions(new JsonObject(settings)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("forward[1]: ")
        .hasMessageContaining(complaint);
  }

  @Test
  void anEntryMustBeAnObject() {
    JsonObject settings = new JsonObject().put("forward", new JsonArray().add("prices.*"));

    assertThatThrownBy(() -> new FrameBridgeOptions(settings))
        .hasMessageContaining("forward[0]: must be an object");
  }

  @Test
  void twoEntriesOfOneTypeAreRefused() {
    JsonObject settings =
        new JsonObject()
            .put(
                "forward",
                new JsonArray()
                    .add(new JsonObject().put("address", "prices").put("policy", "all"))
                    .add(new JsonObject().put("address", "prices.*").put("policy", "all")));

    assertThatThrownBy(() -> new FrameBridgeOptions(settings))
        .hasMessage("forward[1]: type prices is that of forward[0]: name another");
  }

  @Test
  void aTypeOfTheApplicationIsNotTakenOver() {
    EventCatalog catalog =
        EventCatalog.systemOnly()
            .with(CustomEventType.named("prices").onChannel("market").keepAll().build());

    assertThatThrownBy(() -> Forwards.added(catalog, bridge("{'address':'prices'}").forward()))
        .hasMessage("forward[0]: type prices is the application's already: name another");
  }

  @Test
  void anotherRootMayBeForwarded() {
    assertThat(
            new FrameBridgeOptions(
                    new JsonObject()
                        .put("root", "game")
                        .put(
                            "forward",
                            new JsonArray()
                                .add(new JsonObject().put("address", "wirthforge.energy"))))
                .forward())
        .hasSize(1);
  }

  private static ForwardOptions entry(String json) {
    return new ForwardOptions(new JsonObject(json.replace('\'', '"')));
  }

  private static FrameBridgeOptions bridge(String json) {
    return new FrameBridgeOptions(
        new JsonObject().put("forward", new JsonArray().add(entry(json).toJson())));
  }
}
