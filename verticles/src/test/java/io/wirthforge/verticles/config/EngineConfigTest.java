package io.wirthforge.verticles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.StartupComplete.Tier;
import io.wirthforge.verticles.council.CouncilOptions;
import io.wirthforge.verticles.decipher.DecipherOptions;
import io.wirthforge.verticles.decipher.EnergyCurve;
import io.wirthforge.verticles.decipher.FlowLimits;
import io.wirthforge.verticles.decipher.ModelFactors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sets of the engine reaches it. */
class EngineConfigTest {

  private static AppConfig of(String json) {
    return AppConfig.of(new JsonObject(json));
  }

  @Test
  void theDefaultsAreThoseOfTheEngine() {
    assertThat(of("{}").decipher()).isEqualTo(DecipherOptions.DEFAULT);
    assertThat(of("{}").council()).isEqualTo(CouncilOptions.DEFAULT);
    assertThat(of("{}").isCouncilEnabled()).isTrue();
    assertThat(of("{}").tier()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"standard, 20, 400, .35", "lite, 10, 500, .30", "dual, 14, 400, .35"})
  void aProfileIsItsCurve(String profile, double tpsMax, double stallMs, double alpha) {
    assertThat(of("{\"decipher\":{\"profile\":\"" + profile + "\"}}").decipher().curve())
        .isEqualTo(new EnergyCurve(tpsMax, stallMs, alpha));
  }

  @Test
  void whatIsSetBesideAProfileReplacesItsValue() {
    assertThat(of("{\"decipher\":{\"profile\":\"studio\",\"stallMs\":900}}").decipher().curve())
        .isEqualTo(new EnergyCurve(20, 900, .40));
  }

  @Test
  void everyConstantOfDecipherReachesIt() {
    DecipherOptions options =
        of("""
           {"decipher": {"profile": "lite", "tpsMax": 1, "stallMs": 2, "alpha": 0.3,
            "decayPerFrame": 0.4, "unitsPerToken": 5, "lightningTps": 6, "chargeMs": 7,
            "saturatedFrom": 0.9, "saturatedUntil": 0.8, "saturationMs": 10,
            "modelFactors": {"qwen3-8b": 4, "phi": 0.5}}}
           """)
            .decipher();
    assertThat(options)
        .isEqualTo(
            new DecipherOptions(
                new EnergyCurve(1, 2, .3, .4, 5),
                new FlowLimits(7, .9, .8, 10),
                6,
                new ModelFactors(Map.of("qwen3-8b", 4.0, "phi", .5))));
  }

  @Test
  void everyConstantOfTheCouncilReachesIt() {
    CouncilOptions options =
        of("""
           {"council": {"maxModels": 2, "minTokens": 3, "windowFrames": 40, "entryFrames": 5,
            "emaAlpha": 0.6, "correlationEnter": 0.8, "correlationLeave": 0.75, "repeatMs": 500,
            "lockWindowFrames": 50, "lockEntryFrames": 6,
            "ratioTolerance": 0.1, "lockEnter": 0.9, "lockLeave": 0.85}}
           """)
            .council();
    assertThat(options)
        .isEqualTo(new CouncilOptions(2, 3, 40, 5, .6, .8, .75, 30, 50, 6, .1, .9, .85));
    assertThat(of("{\"council\":{\"enabled\":false}}").isCouncilEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"council\":{\"lockLeave\":0.9}}          | council.lockLeave | council.lockEnter",
        "{\"council\":{\"correlationEnter\":0.5}}   | correlationLeave  | correlationEnter",
        "{\"decipher\":{\"saturatedUntil\":0.9}}    | saturatedUntil    | saturatedFrom",
        "{\"decipher\":{\"profile\":\"big\"}}       | decipher.profile  | lite, dual, studio",
        "{\"decipher\":{\"modelFactors\":{\"a\":0}}} | modelFactors.a   | exclusiveMinimum 0",
        "{\"decipher\":{\"modelFactors\":{\"a\":\"x\"}}} | modelFactors.a | number",
        "{\"decipher\":{\"alpha\":0}}               | decipher.alpha    | exclusiveMinimum 0",
        "{\"decipher\":{\"stall\":5}}               | decipher.stall    | decipher.stallMs",
        "{\"council\":{\"windowFrames\":241}}       | windowFrames      | maximum 240",
        "{\"council\":{\"window\":60}}              | council.window    | council.windowFrames",
        "{\"rewards\":{\"file\":\"\"}}              | rewards.file      | minLength 1",
        "{\"rewards\":{\"file\":5}}                 | rewards.file      | string, null",
        "{\"rewards\":{\"fil\":\"x\"}}              | rewards.fil       | rewards.file",
        "{\"rewards\":false}                        | rewards           | object",
        "{\"tier\":\"hybrid\"}                      | tier              | auto, low, mid, high",
      })
  void whatHasNoMeaningIsRefusedByName(String json, String key, String words) {
    assertThatThrownBy(() -> of(json))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("configuration: ")
        .hasMessageContaining(key)
        .hasMessageContaining(words);
  }

  @Test
  void aFactorIsForASlug() {
    assertThatThrownBy(() -> of("{\"decipher\":{\"modelFactors\":{\"qwen3:8b\":2}}}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("decipher.modelFactors");
  }

  @Test
  void rewardsAreKeptInThePersonsDataUnlessTheFileIsSetOrSetToNone() {
    JsonObject usual = of("{}").json().getJsonObject("rewards");
    Path there = Path.of("/data").toAbsolutePath();
    assertThat(RewardConfig.of(usual, Map.of("XDG_DATA_HOME", there.toString()), "/home/x"))
        .isEqualTo(new RewardConfig(true, there.resolve("wirthforge").resolve("rewards.json")));
    assertThat(of("{\"rewards\":{\"file\":\"here.json\"}}").rewards().file())
        .isEqualTo(Path.of("here.json"));
    assertThat(of("{\"rewards\":{\"file\":null}}").rewards())
        .isEqualTo(new RewardConfig(true, null));
    assertThat(of("{\"rewards\":{\"enabled\":false}}").rewards().enabled()).isFalse();
  }

  @Test
  void aTierThatIsSetIsBelieved() {
    assertThat(of("{\"tier\":\"high\"}").tier()).isEqualTo(Tier.HIGH);
  }
}
