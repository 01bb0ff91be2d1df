package io.wirthforge.verticles.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.AuthMode;
import io.wirthforge.bridge.ForwardOptions;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.verticles.model.TokenRate;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults, and what a person sets over them. */
class AppConfigTest {

  private static AppConfig of(String json) {
    return AppConfig.of(new JsonObject(json));
  }

  @Test
  void theDefaultsAreValid() {
    ConfigSchema.SHIPPED.check(ConfigSchema.defaults());
    assertThat(of("{}").json()).isEqualTo(ConfigSchema.defaults());
    assertThat(AppConfig.of(ConfigSchema.defaults()).json()).isEqualTo(ConfigSchema.defaults());
  }

  @Test
  void everyKeyOfTheDefaultsIsInTheSchemaWithThatDefaultAndTheOtherWayRound() throws IOException {
    TreeMap<String, String> inSchema = new TreeMap<>();
    collectDefaults("", schema(), inSchema);
    TreeMap<String, String> inDefaults = new TreeMap<>();
    collectValues("", ConfigSchema.defaults(), inDefaults);
    assertThat(inDefaults).isEqualTo(inSchema).isNotEmpty();
  }

  @Test
  void everyKeyIsDescribedAndEveryObjectIsClosed() throws IOException {
    assertDescribed("", schema());
    assertThat(ConfigSchema.SHIPPED.keys()).contains("port", "model", "model.tokensPerSecond");
  }

  private static void assertDescribed(String key, JsonNode node) {
    assertThat(node.path("description").asText()).as(key).endsWith(".");
    if (node.has("properties")) {
      assertThat(node.path("additionalProperties").isBoolean()).as(key).isTrue();
      assertThat(node.path("additionalProperties").booleanValue()).as(key).isFalse();
    }
    node.path("properties")
        .fields()
        .forEachRemaining(each -> assertDescribed(key + "." + each.getKey(), each.getValue()));
  }

  private static void collectDefaults(String prefix, JsonNode node, TreeMap<String, String> into) {
    node.path("properties")
        .fields()
        .forEachRemaining(
            each -> {
              if (each.getValue().has("default")) {
                into.put(prefix + each.getKey(), each.getValue().get("default").toString());
              }
              collectDefaults(prefix + each.getKey() + ".", each.getValue(), into);
            });
  }

  private static void collectValues(String prefix, JsonObject json, TreeMap<String, String> into) {
    for (String key : json.fieldNames()) {
      if (json.getValue(key) instanceof JsonObject inner) {
        collectValues(prefix + key + ".", inner, into);
      } else {
        into.put(
            prefix + key, new JsonArray().add(json.getValue(key)).encode().replaceAll("^.|.$", ""));
      }
    }
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = AppConfig.class.getResourceAsStream("/conf/wirthforge.schema.json")) {
      return JsonMappers.BACKEND.readTree(in);
    }
  }

  @Test
  void whatIsSetReplacesItsDefaultAndLeavesItsNeighboursAlone() {
    AppConfig config =
        of("{\"clients\":{\"max\":3},\"model\":{\"seed\":7},\"allowedOrigins\":[\"http://a:1\"]}");
    JsonObject expected = ConfigSchema.defaults();
    expected.getJsonObject("clients").put("max", 3);
    expected.getJsonObject("model").put("seed", 7);
    expected.put("allowedOrigins", new JsonArray().add("http://a:1"));
    assertThat(config.json()).isEqualTo(expected);
  }

  @Test
  void mergingChangesNeitherWhatWasSetNorTheDefaults() {
    JsonObject set = new JsonObject("{\"clients\":{\"max\":3}}");
    AppConfig.of(set).json().getJsonObject("clients").put("max", 99);
    assertThat(set).isEqualTo(new JsonObject("{\"clients\":{\"max\":3}}"));
    assertThat(of("{}").bridgeOptions().maxClients()).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                       | true  | 10",
        "{\"port\":8145}          | false | 1",
        "{\"port\":0}             | false | 1",
        "{\"host\":\"localhost\"} | true  | 10",
      })
  void thePortIsOursUnlessItIsSet(String json, boolean isOurs, int tries) {
    assertThat(of(json).portIsOurs()).isEqualTo(isOurs);
    assertThat(of(json).bridgeOptions().portTries()).isEqualTo(tries);
  }

  @Test
  void theDefaultsOfTheBridgeAreThoseOfTheApplication() {
    FrameBridgeOptions ours = of("{}").bridgeOptions();
    JsonObject expected = new FrameBridgeOptions().toJson().put("readyEvent", "startup_complete");
    assertThat(ours.toJson()).isEqualTo(expected);
  }

  @Test
  void everySettingOfTheBridgeReachesIt() {
    FrameBridgeOptions options =
        of("""
           {"host": "localhost", "port": 9000, "auth": "token", "allowedOrigins": ["http://a:1"],
            "allowedHosts": ["app.example"], "forward": [{"address": "prices.*", "key": "/symbol"}],
            "frames": {"contributionWindowMs": 2, "ringSeconds": 3},
            "clients": {"max": 4, "maxPendingBytes": 5000, "sendBufferBytes": 6000,
              "ackWindow": 7}}
           """)
            .bridgeOptions();
    assertThat(options.host()).isEqualTo("localhost");
    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.auth()).isEqualTo(AuthMode.TOKEN);
    assertThat(options.allowedOrigins()).containsExactly("http://a:1");
    assertThat(options.allowedHosts()).containsExactly("app.example");
    assertThat(options.forward())
        .containsExactly(new ForwardOptions("prices.*").keyedBy("/symbol"));
    assertThat(options.contributionWindowMs()).isEqualTo(2);
    assertThat(options.ringSeconds()).isEqualTo(3);
    assertThat(options.maxClients()).isEqualTo(4);
    assertThat(options.maxPendingBytes()).isEqualTo(5000);
    assertThat(options.sendBufferBytes()).isEqualTo(6000);
    assertThat(options.ackWindow()).isEqualTo(7);
    assertThat(options.readyEvent()).isEqualTo("startup_complete");
  }

  @Test
  void everySettingOfTheModelReachesIt() {
    ModelConfig model =
        of("""
           {"model": {"source": "ollama", "url": "http://127.0.0.1:11434", "name": "qwen3:0.6b",
            "tokensPerSecond": 12.5, "seed": -9, "checkpoint": "some/file.bin",
            "servers": ["http://127.0.0.1:8080"], "allowRemote": true}}
           """)
            .model();
    assertThat(model)
        .isEqualTo(
            new ModelConfig(
                "ollama",
                "http://127.0.0.1:11434",
                "qwen3:0.6b",
                new TokenRate(12.5),
                -9L,
                "some/file.bin",
                List.of("http://127.0.0.1:8080"),
                true));
    assertThat(of("{}").model())
        .isEqualTo(
            new ModelConfig("auto", null, null, new TokenRate(40), null, null, List.of(), false));
    assertThat(of("{\"model\":{\"tokensPerSecond\":\"max\"}}").model().rate())
        .isEqualTo(TokenRate.MAX);
  }

  @Test
  void sessionsAndLogsAreTyped() {
    AppConfig config =
        of("{\"sessions\":{\"max\":2,\"queue\":0},\"log\":{\"directory\":\"/tmp/x\"}}");
    assertThat(config.maxSessions()).isEqualTo(2);
    assertThat(config.maxQueued()).isZero();
    assertThat(config.logDirectory()).isEqualTo("/tmp/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"port\": 9000.0}",
        "{\"port\": 9e3}",
        "{\"port\": 65535, \"host\": \"::1\"}",
        "{\"model\": {\"tokensPerSecond\": 0.001}}",
        "{\"model\": {\"seed\": 9007199254740991}}",
        "{\"model\": {\"seed\": -9007199254740991}}",
        "{\"frames\": {}, \"clients\": {}, \"model\": {}, \"sessions\": {}, \"log\": {}}",
        "{\"frames\": {\"contributionWindowMs\": 0, \"ringSeconds\": 600}}",
        "{\"clients\": {\"max\": 100000, \"maxPendingBytes\": 1073741824}}",
        "{\"clients\": {\"sendBufferBytes\": 16777216, \"ackWindow\": 600}}",
        "{\"clients\": {\"max\": 1, \"maxPendingBytes\": 1024, \"sendBufferBytes\": 4096}}",
        "{\"allowedOrigins\": [\"http://localhost:5173\", \"https://[::1]:1\"]}",
        "{\"sessions\": {\"max\": 64, \"queue\": 1000}}",
        "{\"model\": {\"source\": \"openai\", \"url\": \"http://[::1]:1234/v1\"}}",
        "{\"model\": {\"servers\": [\"http://127.0.0.1:1\", \"http://localhost\"]}}",
      })
  void whateverTheSchemaAllowsTheRestCanUse(String json) {
    AppConfig config = of(json);
    assertThat(config.bridgeOptions().port()).isBetween(0, 65_535);
    assertThat(config.model().rate().perSecond()).isPositive();
    assertThat(config.maxSessions()).isPositive();
  }
}
