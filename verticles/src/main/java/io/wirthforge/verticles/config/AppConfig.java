package io.wirthforge.verticles.config;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.SafeText;
import io.wirthforge.schemas.StartupComplete.Tier;
import io.wirthforge.verticles.council.CouncilOptions;
import io.wirthforge.verticles.decipher.DecipherOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The application's settings: what the person set, over the defaults.
 *
 * @param portIsOurs whether the person left the port to us
 */
public record AppConfig(JsonObject json, boolean portIsOurs) {

  private static final int MAX_SAID = 500;
  private static final List<String> BRIDGE_KEYS =
      List.of("host", "port", "auth", "allowedOrigins", "allowedHosts", "forward");

  /**
   * Checks a configuration and merges it over the defaults in {@code conf/wirthforge.json}.
   *
   * @param set what the person set, possibly empty
   * @throws InvalidConfigException at the first key that is unknown or value that has no meaning
   */
  public static AppConfig of(JsonObject set) {
    ConfigSchema.SHIPPED.check(set);
    JsonObject merged = ConfigSchema.defaults().mergeIn(set, true);
    AppConfig config = new AppConfig(merged, !set.containsKey("port"));
    config.decipher();
    config.council();
    config.rewards();
    config.record();
    try {
      config.bridgeOptions();
    } catch (IllegalArgumentException e) { // What no schema says, such as addresses of Vert.x's.
      String said = SafeText.printable(String.valueOf(e.getMessage())).replaceAll("\\s", " ");
      throw new InvalidConfigException("configuration: " + SafeText.cut(said, MAX_SAID));
    }
    return config;
  }

  /** The settings of the bridge. */
  public FrameBridgeOptions bridgeOptions() {
    JsonObject frames = json.getJsonObject("frames");
    JsonObject clients = json.getJsonObject("clients");
    JsonObject options =
        new JsonObject()
            .put("portTries", portIsOurs ? FrameBridgeOptions.DEFAULT_PORT_TRIES : 1)
            .put("maxClients", clients.getInteger("max"))
            .put("readyEvent", "startup_complete");
    for (String key : BRIDGE_KEYS) {
      copy(json, key, options);
    }
    frames.forEach(entry -> put(options, entry));
    clients.forEach(
        entry -> {
          if (!"max".equals(entry.getKey())) {
            put(options, entry);
          }
        });
    return new FrameBridgeOptions(options);
  }

  /** Where tokens come from. */
  public ModelConfig model() {
    return ModelConfig.of(json.getJsonObject("model"));
  }

  /** The constants of energy. */
  public DecipherOptions decipher() {
    return EngineConfig.decipher(json.getJsonObject("decipher"));
  }

  /** The constants of the council. */
  public CouncilOptions council() {
    return EngineConfig.council(json.getJsonObject("council"));
  }

  /** Whether the streams of several models are compared. */
  public boolean isCouncilEnabled() {
    return json.getJsonObject("council").getBoolean("enabled");
  }

  /** Whether rewards are given, and where they are kept. */
  public RewardConfig rewards() {
    return RewardConfig.of(
        json.getJsonObject("rewards"), System.getenv(), System.getProperty("user.home"));
  }

  /** Whether the session is recorded, and how. */
  public RecordConfig record() {
    return RecordConfig.of(json.getJsonObject("record"));
  }

  /** How strong the machine is said to be; null to find out. */
  public @Nullable Tier tier() {
    String tier = json.getString("tier");
    return "auto".equals(tier) ? null : Tier.valueOf(tier.toUpperCase(Locale.ROOT));
  }

  /** How many texts may be written at once. */
  public int maxSessions() {
    return json.getJsonObject("sessions").getInteger("max");
  }

  /** How many prompts may wait for a place. */
  public int maxQueued() {
    return json.getJsonObject("sessions").getInteger("queue");
  }

  /** What this node's models are told from others' by, in a cluster: its port, or as it is set. */
  public String nodeName(int port) {
    String name = json.getJsonObject("cluster").getString("node");
    return name.isEmpty() ? Integer.toString(port) : name;
  }

  /** Whether anything is measured. */
  public boolean isMetricsEnabled() {
    return json.getJsonObject("metrics").getBoolean("enabled");
  }

  /** Where log files are written. */
  public String logDirectory() {
    return json.getJsonObject("log").getString("directory");
  }

  private static void copy(JsonObject from, String key, JsonObject to) {
    if (from.containsKey(key)) {
      to.put(key, from.getValue(key));
    }
  }

  private static void put(JsonObject options, Map.Entry<String, Object> entry) {
    options.put(entry.getKey(), entry.getValue());
  }
}
