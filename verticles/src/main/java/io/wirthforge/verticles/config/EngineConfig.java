package io.wirthforge.verticles.config;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.council.CouncilOptions;
import io.wirthforge.verticles.decipher.DecipherOptions;
import io.wirthforge.verticles.decipher.EnergyCurve;
import io.wirthforge.verticles.decipher.FlowLimits;
import io.wirthforge.verticles.decipher.ModelFactors;
import io.wirthforge.verticles.decipher.Profile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The constants of Decipher and of the council, as the configuration sets them. */
final class EngineConfig {

  private static final double FRAMES_PER_MS = 60 / 1000.0;

  private EngineConfig() {}

  static DecipherOptions decipher(JsonObject json) {
    EnergyCurve usual = Profile.valueOf(json.getString("profile").toUpperCase(Locale.ROOT)).curve();
    EnergyCurve curve =
        new EnergyCurve(
            number(json, "tpsMax", usual.tpsMax()),
            number(json, "stallMs", usual.stallMs()),
            number(json, "alpha", usual.alpha()),
            json.getDouble("decayPerFrame"),
            json.getDouble("unitsPerToken"));
    FlowLimits limits =
        new FlowLimits(
            json.getDouble("chargeMs"),
            json.getDouble("saturatedFrom"),
            json.getDouble("saturatedUntil"),
            json.getDouble("saturationMs"));
    if (limits.saturatedUntil() > limits.saturatedFrom()) {
      throw crossed("decipher.saturatedUntil", "decipher.saturatedFrom");
    }
    return new DecipherOptions(
        curve, limits, json.getDouble("lightningTps"), factors(json.getJsonObject("modelFactors")));
  }

  static CouncilOptions council(JsonObject json) {
    if (json.getDouble("correlationLeave") > json.getDouble("correlationEnter")) {
      throw crossed("council.correlationLeave", "council.correlationEnter");
    }
    if (json.getDouble("lockLeave") > json.getDouble("lockEnter")) {
      throw crossed("council.lockLeave", "council.lockEnter");
    }
    return new CouncilOptions(
        json.getInteger("maxModels"),
        json.getInteger("minTokens"),
        json.getInteger("windowFrames"),
        json.getInteger("entryFrames"),
        json.getDouble("emaAlpha"),
        json.getDouble("correlationEnter"),
        json.getDouble("correlationLeave"),
        (int) Math.round(json.getInteger("repeatMs") * FRAMES_PER_MS),
        json.getInteger("lockWindowFrames"),
        json.getInteger("lockEntryFrames"),
        json.getDouble("ratioTolerance"),
        json.getDouble("lockEnter"),
        json.getDouble("lockLeave"));
  }

  private static ModelFactors factors(JsonObject json) {
    Map<String, Double> factors = new HashMap<>();
    json.forEach(entry -> factors.put(entry.getKey(), ((Number) entry.getValue()).doubleValue()));
    return new ModelFactors(factors);
  }

  private static double number(JsonObject json, String key, double usual) {
    return json.containsKey(key) ? json.getDouble(key) : usual;
  }

  private static InvalidConfigException crossed(String lower, String upper) {
    return new InvalidConfigException(
        "configuration: \"" + lower + "\" can't be above \"" + upper + "\"");
  }
}
