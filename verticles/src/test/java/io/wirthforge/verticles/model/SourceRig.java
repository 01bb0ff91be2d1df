package io.wirthforge.verticles.model;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.wirthforge.verticles.Eventually;
import io.wirthforge.verticles.model.engine.EmbeddedModel;
import io.wirthforge.verticles.model.engine.Generation;
import io.wirthforge.verticles.model.engine.GenerationOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An embedded source on a worker of a real Vert.x, and what it delivers. */
final class SourceRig implements TokenSource.Sink {

  static final String MODEL = "austen-1m";

  final EmbeddedModel model;
  final List<TokenChunk> chunks = new CopyOnWriteArrayList<>();
  final List<TokenEnd> ends = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final Context worker;

  SourceRig() throws IOException {
    model = EmbeddedModel.shipped();
    WorkerVerticle verticle = new WorkerVerticle();
    DeploymentOptions options = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    Eventually.done(vertx.deployVerticle(verticle, options));
    worker = verticle.context();
  }

  private static final class WorkerVerticle extends VerticleBase {
    Context context() {
      return context;
    }
  }

  @Override
  public void chunk(TokenChunk chunk) {
    chunks.add(chunk);
  }

  @Override
  public void end(TokenEnd end) {
    ends.add(end);
  }

  EmbeddedSource source(TokenRate rate, @Nullable Long seed) {
    return new EmbeddedSource(vertx, model, MODEL, rate, seed);
  }

  /** Starts a text on the worker. */
  TokenSource.Running start(EmbeddedSource source, TokenRequest request, TokenSource.Sink sink) {
    return onWorker(() -> source.start(request, sink));
  }

  /** Starts a text and cancels it before the worker does anything else. */
  void startAndCancel(EmbeddedSource source, TokenRequest request) {
    onWorker(
        () -> {
          source.start(request, this).cancel();
          return true;
        });
  }

  void cancel(TokenSource.Running running) {
    onWorker(
        () -> {
          running.cancel();
          return true;
        });
  }

  private <T> T onWorker(Supplier<T> action) {
    Promise<T> promise = Promise.promise();
    worker.runOnContext(
        go -> {
          try {
            promise.complete(action.get());
          } catch (RuntimeException e) {
            promise.fail(e);
          }
        });
    return Eventually.done(promise.future());
  }

  static TokenRequest request(String session, int maxTokens, @Nullable Long seed) {
    return new TokenRequest(
        session, MODEL, "It was a truth", 0.8, 0.95, maxTokens, List.of(), seed);
  }

  /** The text that the engine alone makes of a request. */
  String expected(TokenRequest request, long seed) {
    Generation generation =
        new Generation(
            model,
            request.prompt(),
            new GenerationOptions(
                request.temperature(), request.topP(), request.maxTokens(), request.stop(), seed));
    StringBuilder text = new StringBuilder();
    for (var token = generation.next(); token != null; token = generation.next()) {
      text.append(token.text());
    }
    return text.toString();
  }

  void awaitEnds(int count) {
    Eventually.until(count + " ends", () -> ends.size() >= count);
  }

  String textOf(String session) {
    StringBuilder text = new StringBuilder();
    chunksOf(session).forEach(each -> text.append(each.text()));
    return text.toString();
  }

  List<TokenChunk> chunksOf(String session) {
    return chunks.stream().filter(each -> each.sessionId().equals(session)).toList();
  }

  Future<Void> close() {
    return vertx.close();
  }
}
