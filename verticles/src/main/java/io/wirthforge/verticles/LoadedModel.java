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
import org.jspecify.annotations.Nullable;

/** The embedded model, with its weights in memory: always there, whatever else is. */
final class LoadedModel {

  private final EmbeddedModel model;
  private final String id;
  private volatile @Nullable TokenSource source;

  private LoadedModel(EmbeddedModel model, String id) {
    this.model = model;
    this.id = id;
  }

  /**
   * Loads the weights. Blocks.
   *
   * @throws IOException if they can't be read, or are not what they should be
   */
  static LoadedModel load(ModelConfig config, ModelSlugs slugs) throws IOException {
    boolean isOnly = config.source().equals("embedded");
    if (isOnly && config.url() != null) {
      throw new StartFailure("\"model.url\" has no meaning for the embedded model: leave it out");
    }
    String checkpoint = config.checkpoint();
    if (checkpoint != null && !Files.isRegularFile(Path.of(checkpoint))) {
      throw new StartFailure("\"model.checkpoint\": there is no file " + checkpoint);
    }
    EmbeddedModel model =
        checkpoint == null ? EmbeddedModel.shipped() : EmbeddedModel.load(Path.of(checkpoint));
    return new LoadedModel(model, slugs.slugOf(model.name()));
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
