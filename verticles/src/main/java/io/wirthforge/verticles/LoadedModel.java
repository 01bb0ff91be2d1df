package io.wirthforge.verticles;

import io.vertx.core.Vertx;
import io.wirthforge.verticles.config.ModelConfig;
import io.wirthforge.verticles.model.EmbeddedSource;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.ModelSlugs;
import io.wirthforge.verticles.model.TokenSource;
import io.wirthforge.verticles.model.engine.EmbeddedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model that the configuration asks for, with its weights in memory. */
final class LoadedModel {

  private static final Set<String> EMBEDDED = Set.of("auto", "embedded");

  private final EmbeddedModel model;
  private final String id;
  private volatile @Nullable TokenSource source;

  private LoadedModel(EmbeddedModel model) {
    this.model = model;
    this.id = new ModelSlugs().slugOf(model.name());
  }

  /**
   * Loads the weights. Blocks.
   *
   * @throws IOException if they can't be read, or are not what they should be
   */
  static LoadedModel load(ModelConfig config) throws IOException {
    if (!EMBEDDED.contains(config.source())) {
      throw new StartFailure(
          "\"model.source\" \""
              + config.source()
              + "\" is not in this version, which has \"auto\" and \"embedded\"");
    }
    if (config.url() != null) {
      throw new StartFailure("\"model.url\" has no meaning for the embedded model: leave it out");
    }
    String checkpoint = config.checkpoint();
    if (checkpoint != null && !Files.isRegularFile(Path.of(checkpoint))) {
      throw new StartFailure("\"model.checkpoint\": there is no file " + checkpoint);
    }
    EmbeddedModel model =
        checkpoint == null ? EmbeddedModel.shipped() : EmbeddedModel.load(Path.of(checkpoint));
    if (config.name() != null && !config.name().equals(model.name())) {
      throw new StartFailure(
          "\"model.name\" \"" + config.name() + "\" is not there; there is " + model.name());
    }
    return new LoadedModel(model);
  }

  /** The slug. */
  String id() {
    return id;
  }

  String name() {
    return model.name();
  }

  long parameters() {
    return model.parameters();
  }

  /** The source that runs it, on the calling worker. */
  TokenSource source(Vertx vertx, ModelConfig config) {
    TokenSource made = new EmbeddedSource(vertx, model, id, config.rate(), config.seed());
    source = made;
    return made;
  }

  List<ModelInfo> infos() {
    TokenSource current = source;
    return current == null ? List.of() : current.models();
  }
}
