package io.wirthforge.verticles.model.server;

import io.wirthforge.verticles.model.ModelInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The models of one server, and what is known of each. Safe for threads: the one that lists them is
 * not the one that runs them.
 */
public final class ServerModels {

  private final String source;
  private final String detail;
  private final Map<String, Boolean> certainty = new ConcurrentHashMap<>();
  private volatile Map<String, String> nameOfSlug = Map.of();
  private volatile String state = "lost";
  private volatile long lastSignNanos = System.nanoTime();

  ServerModels(String source, String detail) {
    this.source = source;
    this.detail = detail;
  }

  /** The models from now on, in order: slug to real name. */
  void list(Map<String, String> names) {
    nameOfSlug = new LinkedHashMap<>(names);
  }

  /** {@code ready}, {@code loading} or {@code lost}. */
  void state(String now) {
    state = now;
  }

  /** What runs them and where, for people. */
  public String detail() {
    return detail;
  }

  /** The slugs, in order. */
  public List<String> slugs() {
    return List.copyOf(nameOfSlug.keySet());
  }

  /** The real name of a slug; null if it is none of these. */
  public @Nullable String nameOf(String slug) {
    return nameOfSlug.get(slug);
  }

  /** The slug of a real name; Ollama's tag may be left out. Null if there is none. */
  public @Nullable String slugOf(String realName) {
    String tagged = realName + ":latest";
    String found = null;
    for (Map.Entry<String, String> each : nameOfSlug.entrySet()) {
      if (each.getValue().equals(realName)) {
        return each.getKey();
      }
      if (each.getValue().equals(tagged)) {
        found = each.getKey();
      }
    }
    return found;
  }

  /** A text is over: did its tokens come with probabilities? One that had some says more. */
  void learned(String slug, boolean hasLogprobs) {
    certainty.merge(slug, hasLogprobs, Boolean::logicalOr);
  }

  /** The server said something. */
  void sign(long nanos) {
    lastSignNanos = nanos;
  }

  long lastSignNanos() {
    return lastSignNanos;
  }

  /** All of them, as {@code GET /models} tells. */
  public List<ModelInfo> infos() {
    List<ModelInfo> infos = new ArrayList<>();
    nameOfSlug.forEach(
        (slug, name) -> infos.add(new ModelInfo(slug, name, source, state, told(slug), detail)));
    return infos;
  }

  private String told(String slug) {
    Boolean known = certainty.get(slug);
    return known == null ? "unknown" : known ? "yes" : "no";
  }
}
