package io.wirthforge.verticles.reward;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A profile as its file holds it: {@code {version, tokens, replies, energy, given: [key]}}. */
final class ProfileJson {

  private static final int VERSION = 1;
  private static final Set<String> KEYS = Set.of("version", "tokens", "replies", "energy", "given");
  private static final double SCALE = 1000;

  private ProfileJson() {}

  static String write(Profile profile) {
    TreeSet<String> keys = new TreeSet<>();
    profile.given().forEach(each -> keys.add(each.key()));
    JsonArray given = new JsonArray();
    keys.forEach(given::add);
    return new JsonObject()
        .put("version", VERSION)
        .put("tokens", profile.tokens())
        .put("replies", profile.replies())
        .put("energy", profile.energy())
        .put("given", given)
        .encodePrettily();
  }

  /** The profile that a text holds; null if it holds none. */
  static @Nullable Profile read(String text) {
    try {
      JsonObject json = new JsonObject(text);
      if (!json.fieldNames().equals(KEYS) || number(json, "version") != VERSION) {
        return null;
      }
      double energy = number(json, "energy");
      return new Profile(
          (long) number(json, "tokens"),
          (long) number(json, "replies"),
          Math.round(energy * SCALE),
          given(json.getJsonArray("given")));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return null;
    }
  }

  private static double number(JsonObject json, String key) {
    double value = json.getValue(key) instanceof Number number ? number.doubleValue() : -1;
    if (!(value >= 0 && value <= Profile.MOST)) {
      throw new IllegalArgumentException(key);
    }
    return value;
  }

  private static Set<Reward> given(@Nullable JsonArray keys) {
    EnumSet<Reward> given = EnumSet.noneOf(Reward.class);
    if (keys == null) {
      throw new IllegalArgumentException("given");
    }
    for (Object key : keys) {
      given.add(rewardOf(key));
    }
    return given;
  }

  private static Reward rewardOf(Object key) {
    for (Reward reward : Reward.values()) {
      if (reward.key().equals(key)) {
        return reward;
      }
    }
    throw new IllegalArgumentException("no such reward");
  }
}
