package io.wirthforge.verticles.config;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRate;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from.
 *
 * @param source {@code auto}, or what runs the model
 * @param url of a model server; null for none
 * @param name the model's real name; null for whichever there is
 * @param rate the embedded model's pace
 * @param seed for requests without one; null for another each time
 * @param checkpoint a file to run instead of the shipped model; null for none
 */
public record ModelConfig(
    String source,
    @Nullable String url,
    @Nullable String name,
    TokenRate rate,
    @Nullable Long seed,
    @Nullable String checkpoint) {

  static ModelConfig of(JsonObject json) {
    return new ModelConfig(
        json.getString("source"),
        json.getString("url"),
        json.getString("name"),
        rate(json.getValue("tokensPerSecond")),
        json.getLong("seed"),
        json.getString("checkpoint"));
  }

  private static TokenRate rate(Object value) {
    return value instanceof Number number ? new TokenRate(number.doubleValue()) : TokenRate.MAX;
  }
}
