package io.wirthforge.verticles.model;

import io.vertx.core.Vertx;
import io.wirthforge.verticles.model.engine.EmbeddedModel;
import io.wirthforge.verticles.model.engine.Generation;
import io.wirthforge.verticles.model.engine.GenerationOptions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The source that needs nothing installed: a small transformer inside this JVM, at a reader's pace.
 *
 * <p>Computes on the context it is used from, which must be a worker's. Each token is computed just
 * before it is due.
 */
public final class EmbeddedSource implements TokenSource {

  private static final SecureRandom SEEDS = new SecureRandom();

  private final Vertx vertx;
  private final EmbeddedModel model;
  private final String modelId;
  private final TokenRate rate;
  private final @Nullable Long defaultSeed;
  private final Throttle throttle = new Throttle();

  /**
   * A source of one model.
   *
   * @param rate the declared pace
   * @param defaultSeed for requests without one; null for another each time
   */
  public EmbeddedSource(
      Vertx vertx,
      EmbeddedModel model,
      String modelId,
      TokenRate rate,
      @Nullable Long defaultSeed) {
    this.vertx = vertx;
    this.model = model;
    this.modelId = modelId;
    this.rate = rate;
    this.defaultSeed = defaultSeed;
  }

  @Override
  public List<ModelInfo> models() {
    String detail =
        String.format(
            Locale.ROOT,
            "%,d parameters, continues a beginning, answers nothing",
            model.parameters());
    return List.of(new ModelInfo(modelId, model.name(), "embedded", "ready", "yes", detail));
  }

  @Override
  public void pressure(double pace) {
    throttle.pace(pace);
  }

  @Override
  public Running start(TokenRequest request, Sink sink) {
    long seed = Objects.requireNonNullElseGet(seedOf(request), SEEDS::nextLong);
    var options =
        new GenerationOptions(
            request.temperature(), request.topP(), request.maxTokens(), request.stop(), seed);
    var text =
        new EmbeddedText(
            vertx, new Generation(model, request.prompt(), options), request, rate, throttle, sink);
    text.begin();
    return text;
  }

  private @Nullable Long seedOf(TokenRequest request) {
    return request.seed() == null ? defaultSeed : request.seed();
  }
}
