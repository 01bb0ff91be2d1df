package io.wirthforge.verticles;

import io.wirthforge.verticles.config.ModelConfig;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.server.ModelServer;
import io.wirthforge.verticles.model.server.ServerModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of all models: the embedded one and those of servers, and which of them is active. */
final class ModelRoster {

  /** What runs the embedded model. */
  static final String EMBEDDED = "embedded";

  private static final int MAX_NAMED = 5;

  private final LoadedModel embedded;
  private final @Nullable String wantedName;
  private final boolean isEmbeddedWanted;
  private final Map<ModelServer, String> runners = new LinkedHashMap<>();
  private String active;

  /** A roster of the embedded model alone. */
  ModelRoster(LoadedModel embedded, ModelConfig config) {
    this.embedded = embedded;
    this.wantedName = config.name();
    this.isEmbeddedWanted = config.source().equals(EMBEDDED);
    this.active = embedded.id();
  }

  /**
   * A server can be sent texts.
   *
   * @return what they are addressed to
   */
  String add(ModelServer server) {
    return runners.computeIfAbsent(server, each -> "server-" + runners.size());
  }

  boolean has(ModelServer server) {
    return runners.containsKey(server);
  }

  /** The slug of the model that writes unless another is asked for. */
  String active() {
    return active;
  }

  /** The active model's name, and what runs it where, for people. */
  String activeWords() {
    for (ModelServer server : runners.keySet()) {
      ServerModels models = server.models();
      if (models != null && models.nameOf(active) != null) {
        return models.nameOf(active) + " of " + models.detail();
      }
    }
    return "the embedded model " + embedded.name();
  }

  /** All slugs. */
  Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    infos().forEach(info -> ids.add(info.id()));
    return ids;
  }

  /** All models, the embedded one first. */
  List<ModelInfo> infos() {
    List<ModelInfo> infos = new ArrayList<>(embedded.infos());
    for (ModelServer server : runners.keySet()) {
      ServerModels models = server.models();
      if (models != null) {
        infos.addAll(models.infos());
      }
    }
    return infos;
  }

  /** The server that has a model; null if none has. */
  @Nullable ModelServer serverOf(String slug) {
    for (ModelServer server : runners.keySet()) {
      ServerModels models = server.models();
      if (models != null && models.nameOf(slug) != null) {
        return server;
      }
    }
    return null;
  }

  /** What a model's texts are addressed to; null if it is gone. */
  @Nullable String runnerOf(String slug) {
    if (slug.equals(embedded.id())) {
      return EMBEDDED;
    }
    ModelServer server = serverOf(slug);
    return server == null ? null : runners.get(server);
  }

  /**
   * Chooses the active model by what there is now.
   *
   * @return whether it is what the configuration asks for
   */
  boolean choose() {
    String chosen = wantedName == null ? firstOfMain() : named(wantedName);
    if (chosen != null) {
      active = chosen;
    } else if (!ids().contains(active)) {
      active = embedded.id();
    }
    return chosen != null;
  }

  /** The names there are, for a person who asked for another. */
  String names() {
    List<String> names = infos().stream().map(ModelInfo::name).toList();
    String first = String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())));
    return names.size() > MAX_NAMED
        ? first + " and " + (names.size() - MAX_NAMED) + " more"
        : first;
  }

  private @Nullable String firstOfMain() {
    for (ModelServer server : runners.keySet()) {
      ServerModels models = server.models();
      if (server.isMain() && server.isReady() && models != null && !models.slugs().isEmpty()) {
        return models.slugs().get(0);
      }
    }
    return isEmbeddedWanted ? embedded.id() : null;
  }

  private @Nullable String named(String name) {
    for (ModelServer server : runners.keySet()) {
      ServerModels models = server.models();
      String slug = models == null ? null : models.slugOf(name);
      if (slug != null) {
        return slug;
      }
    }
    return name.equals(embedded.name()) ? embedded.id() : null;
  }
}
