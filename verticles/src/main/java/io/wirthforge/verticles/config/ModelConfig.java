package io.wirthforge.verticles.config;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRate;
import java.util.List;
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
 * @param servers URLs of further model servers
 * @param allowRemote whether prompts may go to other machines
 */
public record ModelConfig(
    String source,
    @Nullable String url,
    @Nullable String name,
    TokenRate rate,
    @Nullable Long seed,
    @Nullable String checkpoint,
    List<String> servers,
    boolean allowRemote) {

  /** Takes a copy of the URLs. */
  public ModelConfig {
    servers = List.copyOf(servers);
  }

  static ModelConfig of(JsonObject json) {
    return new ModelConfig(
        json.getString("source"),
        json.getString("url"),
        json.getString("name"),
        rate(json.getValue("tokensPerSecond")),
        json.getLong("seed"),
        json.getString("checkpoint"),
        json.getJsonArray("servers").stream().map(String.class::cast).toList(),
        json.getBoolean("allowRemote"));
  }

  private static TokenRate rate(Object value) {
    return value instanceof Number number ? new TokenRate(number.doubleValue()) : TokenRate.MAX;
  }
}
